//! What the server says unasked: diagnostics, messages, progress. In order, from one task, so nothing waits for the client.

use super::convert;
use crate::checks::{Finding, Tag};
use crate::config::Level;
use crate::index::Snapshot;
use crate::text::{Encoding, LineMap};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::lsp_types as lsp;

/// One thing to say.
#[derive(Debug)]
pub(super) enum Message {
    /// All diagnostics of a document.
    Diagnostics(lsp::Url, Vec<lsp::Diagnostic>, Option<i32>),
    /// A line for the client's log.
    Log(lsp::MessageType, String),
    /// A message that the user should see.
    Show(lsp::MessageType, String),
    /// Registrations that the client takes only while running.
    Register(Vec<lsp::Registration>),
    /// Inlay hints are out of date.
    RefreshHints,
}

/// Sends messages; cloning is cheap.
#[derive(Clone, Debug)]
pub(super) struct Outbox(UnboundedSender<Message>);

impl Outbox {
    /// An outbox and what it fills.
    pub fn new() -> (Self, UnboundedReceiver<Message>) {
        let (sender, receiver) = unbounded_channel();
        (Outbox(sender), receiver)
    }

    /// Says something; silently nothing where the server is ending.
    pub fn send(&self, message: Message) {
        let _ = self.0.send(message);
    }
}

/// Says everything in order until the server ends.
pub(super) async fn deliver(client: Client, mut messages: UnboundedReceiver<Message>) {
    while let Some(message) = messages.recv().await {
        match message {
            Message::Diagnostics(uri, diagnostics, version) => client.publish_diagnostics(uri, diagnostics, version).await,
            Message::Log(kind, text) => client.log_message(kind, text).await,
            Message::Show(kind, text) => client.show_message(kind, text).await,
            // Requests are answered whenever the client likes: nothing else waits for it.
            Message::Register(registrations) => {
                let client = client.clone();
                tokio::spawn(async move {
                    if let Err(error) = client.register_capability(registrations).await {
                        tracing::warn!("the client did not register: {error}");
                    }
                });
            }
            Message::RefreshHints => {
                let client = client.clone();
                tokio::spawn(async move {
                    let _ = client.inlay_hint_refresh().await;
                });
            }
        }
    }
}

/// Where a rule's page stands.
const RULES: &str = "https://github.com/backread/backread/blob/main/docs/rules";

/// A finding as the protocol writes it.
pub(super) fn diagnostic(finding: &Finding, lines: &LineMap, snapshot: &Snapshot, encoding: Encoding) -> lsp::Diagnostic {
    let related: Vec<_> = finding
        .related
        .iter()
        .filter_map(|related| {
            let location = convert::location(snapshot, &related.place, encoding)?;
            Some(lsp::DiagnosticRelatedInformation { location, message: related.message.clone() })
        })
        .collect();
    let tags: Vec<_> = finding
        .tags
        .iter()
        .map(|tag| match tag {
            Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
            Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
        })
        .collect();
    lsp::Diagnostic {
        range: convert::range(lines, finding.span, encoding),
        severity: Some(severity(finding.level)),
        code: Some(lsp::NumberOrString::String(finding.code.to_owned())),
        code_description: lsp::Url::parse(&format!("{RULES}/{}.md", finding.code)).ok().map(|href| lsp::CodeDescription { href }),
        source: Some("backread".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: (!tags.is_empty()).then_some(tags),
        data: None,
    }
}

fn severity(level: Level) -> lsp::DiagnosticSeverity {
    match level {
        Level::Error => lsp::DiagnosticSeverity::ERROR,
        Level::Warning => lsp::DiagnosticSeverity::WARNING,
        Level::Information => lsp::DiagnosticSeverity::INFORMATION,
        Level::Hint | Level::Off => lsp::DiagnosticSeverity::HINT,
    }
}

/// A problem of a knowledge file as the protocol writes it.
pub(super) fn problem(message: &str, range: lsp::Range) -> lsp::Diagnostic {
    lsp::Diagnostic {
        range,
        severity: Some(lsp::DiagnosticSeverity::WARNING),
        source: Some("backread".to_owned()),
        message: message.to_owned(),
        ..Default::default()
    }
}
