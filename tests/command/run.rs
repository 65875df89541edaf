//! A folder of files and the command run in it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder of files.
pub struct Desk(TempDir);

/// What a run gave back.
pub struct Output {
    pub code: i32,
    pub out: String,
    pub errors: String,
}

/// A folder with these files.
pub fn desk(files: &[(&str, &str)]) -> Desk {
    let desk = Desk(tempfile::tempdir().unwrap());
    files.iter().for_each(|(name, text)| desk.write(name, text));
    desk
}

impl Desk {
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs the command in the folder.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.run_in("", arguments, "")
    }

    /// Runs the command in a folder inside, with this standard input.
    pub fn run_in(&self, folder: &str, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backread"));
        command.args(arguments).current_dir(self.path().join(folder));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses its options reads nothing.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Output { code: output.status.code().expect("an exit code"), out: text(output.stdout), errors: text(output.stderr) }
    }

    /// The findings of the folder, each as `file code severity`.
    pub fn findings(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(&[&["check", "--format", "json", "--fail-on", "never"], arguments].concat());
        let found: Vec<serde_json::Value> = serde_json::from_str(&output.out).unwrap_or_else(|_| panic!("{}", output.errors));
        let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap().to_owned();
        let line =
            |finding| format!("{} {} {}", word(finding, "file").trim_start_matches("./"), word(finding, "code"), word(finding, "severity"));
        found.iter().map(line).collect()
    }
}
