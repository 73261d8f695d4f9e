//! A disk that is slow to say that something is safe. Some machines sync in a twentieth of a
//! millisecond, because their disk is a memory with a battery or says so without being asked twice;
//! there, a commit costs next to nothing, whoever shares it. An ordinary disk takes milliseconds.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What it says of itself in the table.
pub const WORDS: &str = "a disk that takes 2 ms longer to sync";

const SOURCE: &str = include_str!("slow_disk.c");

/// The library that makes a disk slow, compiled with the machine's C compiler.
pub struct SlowDisk(PathBuf);

impl SlowDisk {
    /// Compiles it into a folder.
    pub fn compile(folder: &Path) -> Self {
        let (source, library) = (folder.join("slow_disk.c"), folder.join("slow_disk.so"));
        std::fs::write(&source, SOURCE).expect("a file for the source");
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([&library, &source])
            .arg("-ldl")
            .status();
        assert!(
            compiled.is_ok_and(|status| status.success()),
            "the C compiler did not take {}",
            source.display()
        );
        Self(library)
    }

    /// Puts a program on it.
    pub fn under(&self, mut command: Command) -> Command {
        command.env("LD_PRELOAD", &self.0);
        command
    }
}
