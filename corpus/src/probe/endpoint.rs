//! Servers that give away likelihoods: OpenAI-style completions and chat, and text-generation-inference (HF-style).
//!
//! Only `http://`: the servers that return the likelihood of a prompt are self-hosted (vLLM, text-generation-inference …),
//! and a TLS stack would be most of this crate's dependencies. For a server behind TLS, put a forwarder on this machine
//! (`socat TCP-LISTEN:8000,bind=127.0.0.1,fork,reuseaddr OPENSSL:host:443,snihost=host`) and probe that. The bearer token is sent in
//! the clear to the address that is named, so name this machine or a network that you trust.

use super::record::halves;
use clap::ValueEnum;
use serde_json::{Value, json};
use std::time::Duration;
use thiserror::Error as ThisError;

/// How a server talks.
#[derive(Copy, Clone, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// `/v1/completions` with `echo` and `logprobs`, or `/v1/chat/completions` when the address ends so.
    Openai,
    /// text-generation-inference: `/generate` with `decoder_input_details`.
    Hf,
}

/// What a server gave away about a text.
#[derive(Clone, PartialEq, Debug)]
pub enum Reading {
    /// Log-likelihood of each token after the first.
    Likelihoods(Vec<f64>),
    /// How a chat model goes on after the first half.
    Continuation(String),
}

/// Why a server told nothing.
#[derive(Debug, ThisError)]
pub enum Error {
    /// No `http` address.
    #[error(
        "--endpoint {0:?} is no http:// address; there is no TLS here: forward a port of this machine to the server"
    )]
    Address(String),
    /// No answer.
    #[error("no answer from {0}: {1}")]
    Silent(String, ureq::Error),
    /// Not a success.
    #[error("{0} answered with status {1}: {2}")]
    Status(String, u16, String),
    /// Not JSON.
    #[error("the answer of {0} is no JSON: {1}")]
    Json(String, String),
    /// JSON that holds no likelihoods.
    #[error("the answer holds no {0}; {1}")]
    Missing(&'static str, &'static str),
}

/// Longest answer that is read.
const LONGEST: u64 = 16 << 20;

#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Dialect {
    Completions,
    Chat,
    Generate,
}

/// A server.
#[derive(Debug)]
pub struct Endpoint {
    url: String,
    dialect: Dialect,
    model: Option<String>,
    token: Option<String>,
    agent: ureq::Agent,
}

impl Endpoint {
    /// The server at `address`; a path is added where there is none.
    pub fn new(
        address: &str,
        format: Format,
        model: Option<String>,
        token: Option<String>,
        timeout: Duration,
    ) -> Result<Self, Error> {
        let (url, dialect) = place(address, format).ok_or_else(|| Error::Address(address.to_owned()))?;
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .build();
        Ok(Self { url, dialect, model, token, agent: config.into() })
    }

    /// What the server gives away about `text`.
    pub fn read(&self, text: &str) -> Result<Reading, Error> {
        let answer = self.post(&self.question(text))?;
        match self.dialect {
            Dialect::Completions => completions(&answer, text).map(Reading::Likelihoods),
            Dialect::Generate => generate(&answer).map(Reading::Likelihoods),
            Dialect::Chat => chat(&answer).map(Reading::Continuation),
        }
    }

    fn question(&self, text: &str) -> Value {
        let mut question = match self.dialect {
            Dialect::Completions => {
                json!({"prompt": text, "max_tokens": 1, "temperature": 0, "echo": true, "logprobs": 1})
            }
            Dialect::Generate => json!({
                "inputs": text,
                "parameters": {"max_new_tokens": 1, "details": true, "decoder_input_details": true},
            }),
            Dialect::Chat => {
                let (start, rest) = halves(text);
                let most = 4 * rest.split_whitespace().count().max(8);
                let messages = [
                    json!({"role": "system", "content": "Continue the text word for word. Write nothing else."}),
                    json!({"role": "user", "content": start.trim_end()}),
                ];
                json!({"messages": messages, "max_tokens": most, "temperature": 0})
            }
        };
        if let Some(model) = &self.model {
            question["model"] = json!(model);
        }
        question
    }

    fn post(&self, question: &Value) -> Result<Value, Error> {
        let silent = |error| Error::Silent(self.url.clone(), error);
        let mut request = self.agent.post(&self.url).header("Content-Type", "application/json");
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        let mut answer = request.send(question.to_string()).map_err(silent)?;
        let body = answer.body_mut().with_config().limit(LONGEST).read_to_string().map_err(silent)?;
        match answer.status().as_u16() {
            200..300 => serde_json::from_str(&body)
                .map_err(|error| Error::Json(self.url.clone(), format!("{error}: {}", clip(&body)))),
            status => Err(Error::Status(self.url.clone(), status, clip(&body))),
        }
    }
}

/// Where to send questions, and in which dialect.
fn place(address: &str, format: Format) -> Option<(String, Dialect)> {
    let bare = address.trim_end_matches('/');
    let host = bare.strip_prefix("http://").filter(|host| !host.is_empty() && !host.starts_with('/'))?;
    let path = host.split_once('/').map_or("", |(_, path)| path);
    let with = |path: &str| format!("{bare}{path}");
    Some(match (format, path) {
        (Format::Hf, "") => (with("/generate"), Dialect::Generate),
        (Format::Hf, _) => (bare.to_owned(), Dialect::Generate),
        (Format::Openai, path) if path.ends_with("chat/completions") => (bare.to_owned(), Dialect::Chat),
        (Format::Openai, path) if path.ends_with("completions") => (bare.to_owned(), Dialect::Completions),
        (Format::Openai, path) if path.ends_with("v1") => (with("/completions"), Dialect::Completions),
        (Format::Openai, _) => (with("/v1/completions"), Dialect::Completions),
    })
}

/// Evidence for an error message: short, one line, nothing that a terminal obeys.
fn clip(body: &str) -> String {
    body.chars().take(200).flat_map(char::escape_debug).collect()
}

fn completions(answer: &Value, text: &str) -> Result<Vec<f64>, Error> {
    let choice = &answer["choices"][0];
    let numbers = choice["logprobs"]["token_logprobs"].as_array().ok_or(Error::Missing(
        "choices[0].logprobs.token_logprobs",
        "the server must support `logprobs` with `echo` (a chat endpoint ends in /chat/completions)",
    ))?;
    if !choice["text"].as_str().is_some_and(|echo| echo.starts_with(text)) {
        return Err(Error::Missing("echo of the prompt", "the likelihoods would be those of its continuation"));
    }
    // One token is generated beyond the prompt, since some servers refuse to generate none.
    let end = text.chars().count() as u64;
    let offsets = choice["logprobs"]["text_offset"].as_array();
    let inside = |i: usize| match offsets {
        Some(offsets) => offsets.get(i).and_then(Value::as_u64).is_some_and(|offset| offset < end),
        None => i + 1 < numbers.len(),
    };
    enough(numbers.iter().enumerate().filter(|&(i, _)| inside(i)).filter_map(|(_, number)| number.as_f64()).collect())
}

fn generate(answer: &Value) -> Result<Vec<f64>, Error> {
    let answer = answer.get(0).unwrap_or(answer);
    let tokens = answer["details"]["prefill"]
        .as_array()
        .ok_or(Error::Missing("details.prefill", "the server must support `details` and `decoder_input_details`"))?;
    enough(tokens.iter().filter_map(|token| token["logprob"].as_f64()).collect())
}

fn chat(answer: &Value) -> Result<String, Error> {
    let said = answer["choices"][0]["message"]["content"].as_str();
    said.map(str::to_owned).ok_or(Error::Missing("choices[0].message.content", "is this a chat endpoint?"))
}

fn enough(tokens: Vec<f64>) -> Result<Vec<f64>, Error> {
    match tokens.len() {
        0 | 1 => Err(Error::Missing("log-likelihoods of the prompt's tokens", "the list is empty or null")),
        _ => Ok(tokens),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_added_where_there_is_none() {
        for (address, format, url, dialect) in [
            ("http://a:8000", Format::Openai, "http://a:8000/v1/completions", Dialect::Completions),
            ("http://a/v1/", Format::Openai, "http://a/v1/completions", Dialect::Completions),
            ("http://a/x/completions", Format::Openai, "http://a/x/completions", Dialect::Completions),
            ("http://a/v1/chat/completions", Format::Openai, "http://a/v1/chat/completions", Dialect::Chat),
            ("http://a/", Format::Hf, "http://a/generate", Dialect::Generate),
            ("http://a/models/b", Format::Hf, "http://a/models/b", Dialect::Generate),
        ] {
            assert_eq!(place(address, format), Some((url.to_owned(), dialect)), "{address}");
        }
        for address in ["https://a", "a:80", "http://", "http:///x", "ftp://a"] {
            assert_eq!(place(address, Format::Hf), None, "{address}");
        }
    }
}
