//! `probe membership`: asks a served model whether it has seen records in training. For models of your own.
//!
//! For each record the model's log-likelihood of every token is read, and of that of a few *neighbours*, copies in which
//! one word in eight is another one. Printed per record, as JSON lines:
//! - `mean`: mean log-likelihood of the tokens (loss attack, arXiv 1709.01604),
//! - `min_k`: mean over the fifth of the tokens that surprised most (Min-K % Prob, arXiv 2310.16789),
//! - `margin`: `mean` minus that of the neighbours (neighbourhood attack, arXiv 2305.18462): what is left when the record is
//!   just easy text is subtracted. A margin near 0 says nothing; a high one beside those of records that were surely
//!   not in training speaks for membership.
//!
//! Chat endpoints give no likelihood of a prompt. There the model gets the first half and goes on; `recall` is the share
//! of the second half's words that it recites (arXiv 2012.07805), and `margin` is `recall` minus that of the neighbours.
//! When records say what they are (`"member": true` or `false`), the summary holds the area under the curve.
//!
//! Nothing is sent anywhere but to `--endpoint`: no redirects, no proxies. No TLS: see [`endpoint`].

pub mod endpoint;
pub mod record;
pub mod statistic;

use clap::Subcommand;
use endpoint::{Endpoint, Format, Reading};
use record::Record;
use serde::Serialize;
use statistic::{auc, mean, min_k, recall};
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use thiserror::Error as ThisError;

/// What to probe.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Whether records were in a model's training data.
    Membership(Options),
}

/// How to probe.
#[derive(Clone, Debug, clap::Args)]
pub struct Options {
    /// Address of the server (`http://127.0.0.1:8000`); nothing is sent anywhere else.
    #[arg(long)]
    endpoint: String,
    /// How the server talks.
    #[arg(long)]
    format: Format,
    /// Records: JSON lines with `text` and, if known, `id` and `member`, or one plain text a line.
    #[arg(long)]
    records: PathBuf,
    /// Name of the model, for servers that want one.
    #[arg(long)]
    model: Option<String>,
    /// Environment variable that holds the bearer token.
    #[arg(long)]
    token_env: Option<String>,
    /// Changed copies that each record is measured against.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=20))]
    neighbours: u64,
    /// Seconds that one answer may take.
    #[arg(long, default_value_t = 60)]
    timeout: u64,
}

/// Why a probe ended.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The records cannot be read.
    #[error("{path}: {error}", path = .0.display(), error = .1)]
    Records(PathBuf, String),
    /// The variable is not set.
    #[error("the environment variable {0:?} of --token-env is not set")]
    Token(String),
    /// The endpoint is no address, or answers with something that tells nothing.
    #[error("{0}")]
    Endpoint(#[from] endpoint::Error),
    /// A record fails.
    #[error("record {0:?}: {1}")]
    Record(String, endpoint::Error),
    /// The results cannot be written.
    #[error("cannot write results: {0}")]
    Output(#[from] std::io::Error),
}

/// What is told about one record.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
struct Row {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<bool>,
    tokens: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min_k: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recall: Option<f64>,
    neighbours: f64,
    margin: f64,
}

#[derive(Serialize)]
struct Summary {
    summary: bool,
    records: usize,
    mean_margin: f64,
    /// Share of records that the model knows better than their neighbours.
    above_neighbours: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    auc_margin: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auc_min_k: Option<f64>,
}

/// Runs `command` and writes JSON lines to `out`.
pub fn run(command: &Command, out: &mut dyn Write) -> Result<(), Error> {
    let Command::Membership(options) = command;
    let variable = |name: &String| std::env::var(name).map_err(|_| Error::Token(name.clone()));
    let token = options.token_env.as_ref().map(variable).transpose()?;
    let timeout = Duration::from_secs(options.timeout);
    let endpoint = Endpoint::new(&options.endpoint, options.format, options.model.clone(), token, timeout)?;
    let mut rows = Vec::new();
    for record in record::read(&options.records)? {
        let row = probe(&endpoint, &record, options.neighbours).map_err(|e| Error::Record(record.id.clone(), e))?;
        line(out, &row)?;
        rows.push(row);
    }
    line(out, &summary(&rows))
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(std::io::Error::from)?;
    Ok(writeln!(out, "{text}")?)
}

fn probe(endpoint: &Endpoint, record: &Record, neighbours: u64) -> Result<Row, endpoint::Error> {
    let read = |text: &str| Ok(weigh(&endpoint.read(text)?, record));
    let row = read(&record.text)?;
    let others = (0..neighbours).map(|turn| read(&record.neighbour(turn)));
    let others = others.collect::<Result<Vec<Row>, endpoint::Error>>()?;
    let near = mean(&others.iter().map(level).collect::<Vec<_>>());
    Ok(Row { margin: level(&row) - near, neighbours: near, ..row })
}

fn weigh(reading: &Reading, record: &Record) -> Row {
    let row = Row { id: record.id.clone(), member: record.member, ..Row::default() };
    match reading {
        Reading::Likelihoods(tokens) => {
            Row { tokens: tokens.len(), mean: Some(mean(tokens)), min_k: Some(min_k(tokens)), ..row }
        }
        Reading::Continuation(said) => {
            let wanted = record.halves().1;
            Row { tokens: wanted.split_whitespace().count(), recall: Some(recall(wanted, said)), ..row }
        }
    }
}

/// The number that a record and its neighbours are compared by.
fn level(row: &Row) -> f64 {
    row.mean.or(row.recall).unwrap_or_default()
}

fn summary(rows: &[Row]) -> Summary {
    let margins: Vec<f64> = rows.iter().map(|row| row.margin).collect();
    let above = margins.iter().filter(|&&margin| margin > 0.0).count();
    let by = |number: fn(&Row) -> Option<f64>| -> Option<f64> {
        auc(&rows.iter().filter_map(|row| Some((number(row)?, row.member?))).collect::<Vec<_>>())
    };
    Summary {
        summary: true,
        records: rows.len(),
        mean_margin: mean(&margins),
        above_neighbours: above as f64 / rows.len().max(1) as f64,
        auc_margin: by(|row| Some(row.margin)),
        auc_min_k: by(|row| row.min_k),
    }
}

#[cfg(test)]
mod server;
#[cfg(test)]
mod tests;
