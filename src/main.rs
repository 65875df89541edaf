//! The `backread` command.

fn main() -> std::process::ExitCode {
    backread::cli::run()
}
