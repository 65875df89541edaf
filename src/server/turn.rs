//! What an answer is computed from: the state of the workspace at its turn, and how the client wants to be spoken to.

use super::broken::Broken;
use super::capabilities::Client;
use super::convert::Spellings;
use super::settings::Settings;
use crate::index::Snapshot;
use crate::text::FileKey;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A text that the editor has open.
#[derive(Clone, Debug)]
pub(super) struct OpenText {
    /// The client's version of it.
    pub version: i32,
    /// The text.
    pub text: Arc<str>,
}

/// One consistent state. Cheap to clone; never changes.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// The state of the workspace.
    pub snapshot: Arc<Snapshot>,
    /// What the client can do.
    pub client: Client,
    /// What the user chooses in the editor.
    pub settings: Settings,
    /// How the client spells the URIs of its open documents.
    pub spellings: Spellings,
    /// The knowledge files that are open, as the editor has them.
    pub records: Arc<BTreeMap<FileKey, OpenText>>,
    /// The versions of the configuration files that are open.
    pub configs: Arc<BTreeMap<FileKey, i32>>,
    /// The texts of the configuration files, where they can be read as TOML.
    pub config_texts: Arc<BTreeMap<PathBuf, Arc<str>>>,
    /// The knowledge files that cannot be read as they are now: what is known of them stands elsewhere by now, and they are not edited.
    pub broken: Arc<BTreeMap<FileKey, Broken>>,
    /// The workspace folders.
    pub folders: Arc<[PathBuf]>,
    /// The article under edit, and where: its sentence there is left alone.
    pub resting: Option<(FileKey, u32)>,
}
