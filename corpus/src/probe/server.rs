//! A fake server for the tests: answers each request on a free port of this machine with what a function says.

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// One request.
pub(super) struct Request {
    /// Request line and headers.
    pub(super) head: String,
    /// Its JSON.
    pub(super) body: Value,
}

/// Starts a server; its address, and what it was asked. It ends with the process.
pub(super) fn start(answer: impl Fn(&Value) -> (u16, String) + Send + 'static) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sent, asked) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let request = take(&stream);
            let (status, body) = answer(&request.body);
            let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n", body.len());
            let _ = (&stream).write_all(format!("{head}Location: http://127.0.0.1:1/\r\n\r\n{body}").as_bytes());
            let _ = sent.send(request);
        }
    });
    (address, asked)
}

fn take(stream: &TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
    let length = head
        .to_lowercase()
        .split_once("content-length: ")
        .map_or(0, |(_, rest)| rest.split_whitespace().next().unwrap().parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request { head, body: serde_json::from_slice(&body).unwrap_or_default() }
}
