//! `detect`: a score for each text of a stream of JSON lines, in the order of the stream.
//!
//! An answer comes as soon as its line was read, so that a caller can ask and wait; what has come together is scored in
//! parallel. A bad line gets an error object in its place and makes the exit status 2. Invariant: one line out for each
//! line in that is not blank.

use super::{Status, print};
use crate::document::{Document, Origin};
use crate::pipeline;
use crate::report::{safe_json, visible};
use anyhow::Context;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, Read};

/// A longer line is an error.
const MOST_BYTES: u64 = 16 << 20;
/// Bytes read at once: what is scored together.
const BATCH: usize = 1 << 20;

#[derive(Debug, Deserialize)]
struct Question {
    id: Id,
    text: String,
    path: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answer {
    Score { id: Id, score: f64, attack: Option<&'static str> },
    Error { id: Option<Id>, line: u64, error: String },
}

pub(super) fn run() -> anyhow::Result<Status> {
    let mut lines = Lines { input: BufReader::with_capacity(BATCH, io::stdin().lock()), number: 0 };
    let mut status = Status::Clean;
    loop {
        let batch = lines.batch().context("cannot read standard input")?;
        if batch.is_empty() {
            return Ok(status);
        }
        let answers: Vec<Answer> = batch.par_iter().map(|(number, line)| answer(*number, line)).collect();
        let mut bytes = Vec::new();
        for answer in &answers {
            if matches!(answer, Answer::Error { .. }) {
                status = Status::Error;
            }
            safe_json::write_line(answer, &mut bytes)?;
        }
        if !print(&bytes)? {
            return Ok(status);
        }
    }
}

/// A line, or what was wrong with it.
type Line = Result<Vec<u8>, &'static str>;

struct Lines<R> {
    input: BufReader<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    /// The next lines that have come, with their numbers; waits for the first; none at the end. Blank lines are passed
    /// over.
    fn batch(&mut self) -> io::Result<Vec<(u64, Line)>> {
        let mut out = Vec::new();
        while out.is_empty() || memchr::memchr(b'\n', self.input.buffer()).is_some() {
            let Some(line) = self.line()? else { break };
            if line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()) {
                out.push((self.number, line));
            }
        }
        Ok(out)
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        if (&mut self.input).take(MOST_BYTES).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if line.len() as u64 == MOST_BYTES && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Err("line is too long")));
        }
        Ok(Some(Ok(line)))
    }
}

fn answer(number: u64, line: &Line) -> Answer {
    let error = |id, error: &str| Answer::Error { id, line: number, error: visible(error) };
    let line = match line {
        Ok(line) => line,
        Err(reason) => return error(None, reason),
    };
    match serde_json::from_slice::<Question>(line) {
        Ok(question) => score(question),
        Err(problem) => error(id_of(line), bare(&problem.to_string())),
    }
}

/// A message without the position, which counts within the line and would be read as one of the stream.
fn bare(message: &str) -> &str {
    message.rsplit_once(" at line ").map_or(message, |(bare, _)| bare)
}

/// The id of a line that is no question, if it has one.
fn id_of(line: &[u8]) -> Option<Id> {
    #[derive(Deserialize)]
    struct Named {
        id: Id,
    }
    serde_json::from_slice::<Named>(line).ok().map(|named| named.id)
}

fn score(question: Question) -> Answer {
    let path = question.path.unwrap_or_else(|| "stdin".to_owned());
    let (score, attack) = pipeline::score(&Document::new(Origin::Stdin, path, question.text));
    Answer::Score { id: question.id, score: (f64::from(score) * 1000.0).round() / 1000.0, attack }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &str) -> Vec<String> {
        let mut lines = Lines { input: BufReader::new(input.as_bytes()), number: 0 };
        let mut out = Vec::new();
        loop {
            let batch = lines.batch().unwrap();
            if batch.is_empty() {
                break;
            }
            out.extend(batch.iter().map(|(number, line)| serde_json::to_string(&answer(*number, line)).unwrap()));
        }
        out
    }

    #[test]
    fn every_line_gets_its_answer() {
        let out = answers(
            "{\"id\":\"a\",\"text\":\"The build takes an hour.\"}\n\n{\"id\":7,\"text\":1}\n[\n{\"id\":8,\"text\":\"\"}",
        );
        assert_eq!(out.len(), 4);
        assert!(out[0].starts_with("{\"id\":\"a\",\"score\":0."), "{}", out[0]);
        assert!(out[1].starts_with("{\"id\":7,\"line\":3,\"error\":\"invalid type"), "{}", out[1]);
        assert!(out[2].starts_with("{\"id\":null,\"line\":4,\"error\":"), "{}", out[2]);
        assert_eq!(out[3], "{\"id\":8,\"score\":0.0,\"attack\":null}");
    }

    #[test]
    fn a_line_without_end_is_bounded() {
        let input = format!("{}\n{{\"id\":1,\"text\":\"x\"}}\n", "x".repeat(usize::try_from(MOST_BYTES).unwrap() + 5));
        let out = answers(&input);
        assert_eq!(out[0], "{\"id\":null,\"line\":1,\"error\":\"line is too long\"}");
        assert_eq!(out.len(), 2);
    }
}
