//! The probe against a fake server that has "seen" one sentence in training: both formats, chat, and what goes wrong.

use super::server::{Request, start};
use super::*;
use serde_json::{Value, json};
use std::sync::mpsc::Receiver;

const SEEN: &str = "the heron below the mill waits every morning for the same small silver fish";
const OTHER: &str = "seven ladders leaned against the orchard wall while nobody looked for pears";

/// Likelihood of each word: known ones are likely.
fn likelihoods(text: &str) -> Vec<f64> {
    let known = |word: &str| SEEN.split(' ').any(|seen| seen == word);
    text.split(' ').map(|word| if known(word) { -0.5 } else { -6.0 }).collect()
}

fn openai(question: &Value) -> (u16, String) {
    let prompt = question["prompt"].as_str().unwrap();
    let mut numbers: Vec<Value> = likelihoods(prompt).into_iter().map(Value::from).collect();
    numbers[0] = Value::Null;
    numbers.push(json!(-99.0));
    let offsets = prompt.split(' ').scan(0, |at, word| Some(std::mem::replace(at, *at + word.len() + 1)));
    let offsets: Vec<usize> = offsets.chain([prompt.len()]).collect();
    let logprobs = json!({"token_logprobs": numbers, "text_offset": offsets});
    (200, json!({"choices": [{"text": format!("{prompt} x"), "logprobs": logprobs}]}).to_string())
}

fn hf(question: &Value) -> (u16, String) {
    let numbers = likelihoods(question["inputs"].as_str().unwrap()).into_iter();
    let prefill: Vec<Value> = numbers.map(|n| json!({"id": 1, "text": "t", "logprob": n})).collect();
    (200, json!([{"generated_text": "x", "details": {"prefill": prefill, "tokens": [{"logprob": -99.0}]}}]).to_string())
}

fn chat(question: &Value) -> (u16, String) {
    let start = question["messages"][1]["content"].as_str().unwrap();
    let said = SEEN.strip_prefix(start).unwrap_or("I do not know this text.");
    (200, json!({"choices": [{"message": {"role": "assistant", "content": said}}]}).to_string())
}

fn options(endpoint: String, format: Format, records: PathBuf) -> Options {
    let (model, token_env) = (Some("canary".to_owned()), None);
    Options { endpoint, format, records, model, token_env, neighbours: 3, timeout: 10 }
}

/// Probes both sentences; every line that is printed.
fn probed(
    path: &str,
    format: Format,
    answer: impl Fn(&Value) -> (u16, String) + Send + 'static,
) -> (Result<Vec<Value>, Error>, Receiver<Request>) {
    let (address, asked) = start(answer);
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("records.jsonl");
    let line = |id: &str, text: &str, member: bool| json!({"id": id, "text": text, "member": member}).to_string();
    std::fs::write(&records, format!("{}\n{}\n", line("seen", SEEN, true), line("other", OTHER, false))).unwrap();
    let mut out = Vec::new();
    let result = run(&Command::Membership(options(address + path, format, records)), &mut out);
    let lines = String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (result.map(|()| lines), asked)
}

#[test]
fn likelihoods_tell_the_member_in_both_formats() {
    for (format, lines) in
        [(Format::Openai, probed("", Format::Openai, openai).0), (Format::Hf, probed("", Format::Hf, hf).0)]
    {
        let lines = lines.unwrap();
        assert_eq!(lines.len(), 3, "{format:?}");
        let number = |line: usize, key: &str| lines[line][key].as_f64().unwrap();
        assert_eq!((number(0, "mean"), number(0, "min_k")), (-0.5, -0.5));
        assert_eq!(number(1, "min_k"), -6.0);
        assert!(number(0, "margin") > 0.5 && number(1, "margin") < 0.5, "{lines:?}");
        assert_eq!((number(2, "auc_margin"), number(2, "auc_min_k"), number(2, "records")), (1.0, 1.0, 2.0));
    }
}

#[test]
fn a_chat_model_recites_the_member() {
    let (lines, asked) = probed("/v1/chat/completions", Format::Openai, chat);
    let lines = lines.unwrap();
    assert_eq!((&lines[0]["recall"], &lines[1]["recall"]), (&json!(1.0), &json!(0.0)));
    assert_eq!(lines[2]["auc_margin"], 1.0);
    let first = asked.recv().unwrap();
    assert!(first.head.starts_with("POST /v1/chat/completions "), "{}", first.head);
    assert_eq!(first.body["model"], "canary");
}

#[test]
fn what_is_asked_is_the_record_and_its_neighbours_and_nothing_else() {
    let (_, asked) = probed("", Format::Openai, openai);
    let prompts: Vec<String> = asked.try_iter().map(|r| r.body["prompt"].as_str().unwrap().to_owned()).collect();
    assert_eq!(prompts.len(), 8);
    assert_eq!(prompts.iter().filter(|prompt| [SEEN, OTHER].contains(&prompt.as_str())).count(), 2);
}

#[test]
fn the_token_is_sent_and_its_absence_is_told() {
    let (address, asked) = start(openai);
    let endpoint =
        Endpoint::new(&address, Format::Openai, None, Some("t-1".to_owned()), Duration::from_secs(10)).unwrap();
    endpoint.read(SEEN).unwrap();
    assert!(asked.recv().unwrap().head.to_lowercase().contains("authorization: bearer t-1"));
    let mut options = options(address, Format::Openai, PathBuf::from("none"));
    options.token_env = Some("PROMPTSWEEP_NO_SUCH_VARIABLE".to_owned());
    let told = run(&Command::Membership(options), &mut Vec::new()).unwrap_err().to_string();
    assert_eq!(told, "the environment variable \"PROMPTSWEEP_NO_SUCH_VARIABLE\" of --token-env is not set");
}

#[test]
fn what_goes_wrong_is_told_clearly() {
    let told = |format, status, body: &'static str| {
        probed("", format, move |_| (status, body.to_owned())).0.unwrap_err().to_string()
    };
    for (format, status, body, part) in [
        (Format::Openai, 500, "out of \u{1b}[31mmemory\n", "answered with status 500: out of \\u{1b}[31mmemory\\n"),
        (Format::Openai, 302, "", "answered with status 302"),
        (Format::Hf, 200, "<html>", "is no JSON: expected value"),
        (Format::Openai, 200, "{\"choices\":[{\"text\":\"x\"}]}", "holds no choices[0].logprobs.token_logprobs"),
        (
            Format::Openai,
            200,
            "{\"choices\":[{\"text\":\"x\",\"logprobs\":{\"token_logprobs\":[-1.0]}}]}",
            "no echo of the prompt",
        ),
        (Format::Hf, 200, "{\"generated_text\":\"x\"}", "holds no details.prefill"),
        (Format::Hf, 200, "{\"details\":{\"prefill\":[]}}", "holds no log-likelihoods"),
    ] {
        let error = told(format, status, body);
        assert!(error.starts_with("record \"seen\": ") && error.contains(part), "{error}");
    }
    let chat = probed("/chat/completions", Format::Openai, |_| (200, "[]".to_owned())).0.unwrap_err().to_string();
    assert!(chat.contains("holds no choices[0].message.content"), "{chat}");
}

#[test]
fn no_server_and_no_records_are_told() {
    let dead = options("http://127.0.0.1:1".to_owned(), Format::Hf, PathBuf::from("/nonexistent/records"));
    let told = |options: Options| run(&Command::Membership(options), &mut Vec::new()).unwrap_err().to_string();
    assert!(told(dead).starts_with("/nonexistent/records: "));
    let secure = options("https://a".to_owned(), Format::Hf, PathBuf::from("none"));
    assert!(told(secure).contains("there is no TLS here"));
    let endpoint = Endpoint::new("http://127.0.0.1:1", Format::Hf, None, None, Duration::from_secs(2)).unwrap();
    assert!(endpoint.read(SEEN).unwrap_err().to_string().starts_with("no answer from http://127.0.0.1:1/generate"));
}
