//! Pipelines of GitLab and of other systems that hand untrusted text over in variables.

use super::ATTACK;
use super::expression::{VARIABLES, Writer};
use super::flow::{Flow, Rights, Taint, assigned, into_agent, into_text, is_free};
use crate::check::leaf::{Leaf, leaves};
use crate::check::raise::Raise;
use crate::document::Document;
use crate::span::Span;

/// Bytes of script of one job that are read.
const MOST: usize = 1 << 20;

#[derive(Default)]
struct Job {
    name: String,
    taints: Vec<Taint>,
    rights: Rights,
    worst: Option<(Flow, Span)>,
    read: usize,
    /// Where reading stopped, when the job is larger than any.
    cut: Option<Span>,
}

/// Names that carry text of others, in one job.
const NAMES: usize = 128;

/// Raises what the jobs do with text of outsiders.
pub(super) fn judge(document: &Document, raise: &mut Raise<'_>) {
    let mut shared = Vec::new();
    let mut job = Job::default();
    leaves(document, &mut |leaf| {
        let name = leaf.path.split(['.', '[']).next().unwrap_or_default();
        if name != job.name {
            std::mem::take(&mut job).report(raise);
            job.name = name.to_owned();
            job.taints = VARIABLES.iter().map(|(n, w)| taint(n, *w)).chain(shared.iter().cloned()).collect();
        }
        if name == "variables" {
            job.variable(leaf, &mut shared);
        } else {
            job.take(leaf);
        }
    });
    job.report(raise);
}

fn taint(name: &str, writer: Writer) -> Taint {
    Taint { name: name.to_owned(), scope: String::new(), writer }
}

impl Job {
    fn variable(&self, leaf: &Leaf<'_>, shared: &mut Vec<Taint>) {
        if let Some(flow) = into_text(&leaf.text, &self.taints, "").filter(|_| shared.len() < 64) {
            let key =
                if leaf.key() == "value" { leaf.parent().rsplit('.').next().unwrap_or_default() } else { leaf.key() };
            shared.push(taint(key, flow.writer));
        }
    }

    fn take(&mut self, leaf: &Leaf<'_>) {
        self.read += leaf.text.len();
        if self.read > MOST || self.taints.len() > NAMES {
            self.cut.get_or_insert(leaf.span);
            return;
        }
        let text = leaf.text.as_ref();
        if leaf.under("variables") || leaf.under("environment") {
            let mut named = Vec::new();
            self.variable(leaf, &mut named);
            self.taints.append(&mut named);
            self.rights.writes |= leaf.key().contains("TOKEN") || leaf.key().contains("PAT");
            return;
        }
        if !["script", "before_script", "after_script", "run", "command", "commands", "bash"]
            .iter()
            .any(|k| leaf.under(k))
        {
            return;
        }
        let mut named = Vec::new();
        assigned(text, &self.taints, "", &mut named);
        self.taints.append(&mut named);
        self.rights.writes |= text.contains("git push") || text.contains("push") && text.contains("TOKEN");
        if let Some(flow) = into_agent(text, &self.taints, "") {
            self.rights.free |= is_free(text);
            let worse = self.worst.is_none_or(|(old, _)| (old.writer, old.direct) < (flow.writer, flow.direct));
            if worse {
                self.worst = Some((flow, leaf.span));
            }
        }
    }

    fn report(mut self, raise: &mut Raise<'_>) {
        if let Some(span) = self.cut {
            raise.at(ATTACK, span, 0.65, "is a job larger than any, so that what stands behind is not judged");
        }
        if let Some((flow, span)) = self.worst {
            self.rights.outside = flow.writer == Writer::Outsider;
            // Variables are the only way here, so they count as direct.
            let (strength, reason) = self.rights.weigh(Flow { direct: true, ..flow });
            raise.at(ATTACK, span, strength, reason);
        }
    }
}
