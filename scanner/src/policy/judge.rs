//! From the signals of one document to findings: signals of one place are weighed together.

use super::fingerprint::fingerprint;
use super::line_hash::line_hashes;
use super::weight::{Weight, weights};
use super::{Finding, Severity, State};
use crate::attack;
use crate::document::Document;
use crate::segment::Visibility;
use crate::signal::Signal;
use crate::span::Span;
use std::collections::HashMap;

/// Confidence at which a finding is a note, a warning.
const NOTE: f32 = 0.35;
const WARNING: f32 = 0.62;
/// Confidence at which text that an agent loads, or that is hidden, is an error.
const ERROR_LOADED: f32 = 0.9;
/// The same for text that everybody sees.
const ERROR_OPEN: f32 = 0.975;
/// What each further attack class seen at the same place adds, as a share of its own odds.
const SHARE: f32 = 0.5;
/// Most bytes of evidence and lines of excerpt kept.
const EVIDENCE: usize = 400;
const EXCERPT_LINES: usize = 3;
const EXCERPT_CHARS: usize = 200;

/// Judges the signals of one document.
pub fn judge(document: &Document, signals: &[Signal]) -> Vec<Finding> {
    let mut judged: Vec<Judged<'_>> = clusters(signals).into_iter().filter_map(|c| weigh(document, &c)).collect();
    judged.retain(|j| j.severity.is_some());
    if judged.is_empty() {
        return Vec::new();
    }
    let hashes = line_hashes(&document.text);
    let mut seen = HashMap::new();
    judged.into_iter().map(|j| j.finding(document, &hashes, &mut seen)).collect()
}

/// Signals whose segments touch, in source order.
fn clusters(signals: &[Signal]) -> Vec<Vec<&Signal>> {
    let mut sorted: Vec<&Signal> = signals.iter().collect();
    sorted.sort_by(|a, b| {
        let key = |s: &Signal| (s.setting.segment, s.span, s.attack, s.source);
        key(a).cmp(&key(b)).then(b.strength.total_cmp(&a.strength))
    });
    let mut out: Vec<(Span, Vec<&Signal>)> = Vec::new();
    for signal in sorted {
        match out.last_mut() {
            Some((span, cluster)) if span.overlaps(signal.setting.segment) => {
                *span = span.cover(signal.setting.segment);
                cluster.push(signal);
            }
            _ => out.push((signal.setting.segment.cover(signal.span), vec![signal])),
        }
    }
    out.into_iter().map(|(_, cluster)| cluster).collect()
}

fn odds(probability: f32) -> f32 {
    let p = probability.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

struct Scored<'s> {
    signal: &'s Signal,
    odds: f32,
    weights: Vec<Weight>,
}

struct Judged<'s> {
    best: &'s Signal,
    confidence: f32,
    severity: Option<Severity>,
    why: Vec<String>,
    sources: Vec<&'static str>,
    decoded: Option<String>,
}

fn weigh<'s>(document: &Document, cluster: &[&'s Signal]) -> Option<Judged<'s>> {
    let mut scored: Vec<Scored<'s>> = cluster.iter().map(|&signal| score(document, signal)).collect();
    scored.sort_by(|a, b| b.odds.total_cmp(&a.odds));
    let best = scored.first()?;
    let mut classes = vec![best.signal.attack];
    let mut total = best.odds;
    for other in &scored[1..] {
        if !classes.contains(&other.signal.attack) {
            classes.push(other.signal.attack);
            total += SHARE * other.odds.max(0.0);
        }
    }
    let confidence = 1.0 / (1.0 + (-total).exp());
    Some(Judged {
        best: best.signal,
        confidence,
        severity: severity(document, &scored, confidence),
        why: why(&scored),
        sources: sources(&scored),
        decoded: scored.iter().find_map(|s| s.signal.decoded.clone()),
    })
}

fn score<'s>(document: &Document, signal: &'s Signal) -> Scored<'s> {
    let weights = weights(document, &signal.setting);
    Scored { signal, odds: odds(signal.strength) + weights.iter().map(|w| w.odds).sum::<f32>(), weights }
}

fn severity(document: &Document, scored: &[Scored<'_>], confidence: f32) -> Option<Severity> {
    let unseen =
        |s: &&Scored<'_>| s.signal.setting.visibility == Visibility::Hidden || !s.signal.setting.layers.is_empty();
    let strict = document.surface.is_loaded() || scored.iter().take(2).any(|s| unseen(&s));
    let error = if strict { ERROR_LOADED } else { ERROR_OPEN };
    let cap = attack::find(scored.first()?.signal.attack).map_or(Severity::Error, |a| a.severity);
    let level = match confidence {
        c if c >= error => Severity::Error,
        c if c >= WARNING => Severity::Warning,
        c if c >= NOTE => Severity::Note,
        _ => return None,
    };
    Some(level.min(cap))
}

fn why(scored: &[Scored<'_>]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if !text.is_empty() && !out.contains(&text) {
            out.push(text);
        }
    };
    scored.iter().take(4).for_each(|s| add(s.signal.reason.clone().into_owned()));
    for weight in scored.first().iter().flat_map(|s| &s.weights) {
        let sign = if weight.odds > 0.0 { "raised" } else { "lowered" };
        add(format!("{sign}: {}", weight.reason));
    }
    out
}

fn sources(scored: &[Scored<'_>]) -> Vec<&'static str> {
    let mut out = Vec::new();
    for scored in scored {
        for id in scored.signal.setting.layers.iter().copied().chain([scored.signal.source]) {
            if !out.contains(&id) {
                out.push(id);
            }
        }
    }
    out
}

impl Judged<'_> {
    fn finding(self, document: &Document, hashes: &[String], seen: &mut HashMap<String, u32>) -> Finding {
        let signal = self.best;
        let region = document.region(signal.span);
        let evidence = clip(document, signal.span);
        let base = fingerprint(signal.attack, &evidence, 0);
        let ordinal = seen.entry(base).and_modify(|n| *n += 1).or_insert(0);
        let line = usize::try_from(region.start_line - document.start.line - 1).unwrap_or(0);
        Finding {
            attack: signal.attack,
            severity: self.severity.unwrap_or(Severity::Note),
            confidence: (self.confidence * 1000.0).round() / 1000.0,
            path: document.path.clone(),
            origin: document.origin,
            surface: document.surface,
            carrier: signal.setting.carrier,
            visibility: signal.setting.visibility,
            region,
            message: message(signal),
            decoded: self.decoded.filter(|d| *d != evidence),
            fingerprint: fingerprint(signal.attack, &evidence, *ordinal),
            evidence,
            why: self.why,
            sources: self.sources,
            line_hash: hashes.get(line).cloned().unwrap_or_default(),
            excerpt: excerpt(document, signal.span),
            state: State::Open,
        }
    }
}

fn message(signal: &Signal) -> String {
    let title = attack::find(signal.attack).map_or(signal.attack, |a| a.title);
    if signal.reason.is_empty() { title.to_owned() } else { format!("{title}: this text {}", signal.reason) }
}

fn clip(document: &Document, span: Span) -> String {
    let text = document.text.get(span.range()).unwrap_or_default();
    let mut end = text.len().min(EVIDENCE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

fn excerpt(document: &Document, span: Span) -> Vec<String> {
    let from = document.line_start(span.start());
    let to = document.line_end(span.end().max(span.start()));
    let lines = document.text.get(from..to).unwrap_or_default().split('\n').take(EXCERPT_LINES);
    lines.map(|line| line.trim_end_matches('\r').chars().take(EXCERPT_CHARS).collect()).collect()
}
