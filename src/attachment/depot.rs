//! Where files are kept: below the data folder, each once, under the hash of what it holds.
//!
//! A file is written under another name, synced, renamed, and its folder synced, before anything says that
//! it is there: neither a crash nor a power cut leaves half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use super::Size;
use super::picture::Picture;
use crate::config::Config;

/// The place.
#[derive(Debug, Clone)]
pub struct Depot {
    config: Config,
    folder: PathBuf,
    incoming: PathBuf,
}

impl Depot {
    /// The one that is configured. It is made when the first file comes.
    pub fn of(config: &Config) -> Self {
        Self {
            config: config.clone(),
            folder: config.files_dir(),
            incoming: config.incoming_dir(),
        }
    }

    /// Where a file is, in one of its sizes.
    pub fn path(&self, file: &str, size: Size) -> PathBuf {
        let large = self.config.file_path(file);
        match size {
            Size::Large => large,
            size => large.with_extension(size.as_str()),
        }
    }

    /// Whether a file is there. It is in its largest size once it is in all.
    pub fn has(&self, file: &str) -> bool {
        self.path(file, Size::Large).is_file()
    }

    /// Keeps a picture in all its sizes. Answers its name.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn keep_picture(&self, picture: &Picture) -> io::Result<String> {
        let file = name_of(&picture.large);
        if !self.has(&file) {
            for (size, bytes) in &picture.smaller {
                self.put(&file, *size, bytes)?;
            }
            self.put(&file, Size::Large, &picture.large)?;
        }
        Ok(file)
    }

    /// Keeps a file as it is. Answers its name.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn keep(&self, bytes: &[u8]) -> io::Result<String> {
        let file = name_of(bytes);
        if !self.has(&file) {
            self.put(&file, Size::Large, bytes)?;
        }
        Ok(file)
    }

    fn put(&self, file: &str, size: Size, bytes: &[u8]) -> io::Result<()> {
        let path = self.path(file, size);
        let folder = path.parent().unwrap_or(&self.folder);
        let is_new = !folder.is_dir();
        fs::create_dir_all(folder)?;
        fs::create_dir_all(&self.incoming)?;
        let mut random = [0; 12];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let incoming = self.incoming.join(HEXLOWER.encode(&random));
        let written = write_and_sync(&incoming, bytes).and_then(|()| fs::rename(&incoming, &path));
        if written.is_err() {
            let _ = fs::remove_file(&incoming);
        }
        written?;
        sync_folder(folder)?;
        if is_new {
            sync_folder(&self.folder)?;
        }
        Ok(())
    }

    /// Removes a file in all its sizes.
    ///
    /// # Errors
    /// What the disk says. One that is not there is none.
    pub fn remove(&self, file: &str) -> io::Result<()> {
        // The largest first: then it is not there any more, whatever comes between.
        for size in [Size::Large, Size::Medium, Size::Small] {
            match fs::remove_file(self.path(file, size)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// The names of all files that have been there for at least `age`, and removes what began to arrive
    /// that long ago and never did.
    ///
    /// # Errors
    /// What the disk says.
    pub fn older_than(&self, age: Duration) -> io::Result<Vec<String>> {
        let before = SystemTime::now().checked_sub(age);
        let is_old = |entry: &fs::DirEntry| {
            let changed = entry.metadata().and_then(|data| data.modified()).ok();
            changed.is_some_and(|changed| before.is_some_and(|before| changed < before))
        };
        for entry in entries(&self.incoming)? {
            if is_old(&entry) {
                let _ = fs::remove_file(entry.path());
            }
        }
        let mut files = Vec::new();
        for folder in entries(&self.folder)? {
            let start = folder.file_name().to_string_lossy().into_owned();
            if start.len() != 2 {
                continue;
            }
            for entry in entries(&folder.path())?
                .iter()
                .filter(|entry| is_old(entry))
            {
                let name = entry.file_name().to_string_lossy().into_owned();
                let rest = name.split('.').next().unwrap_or_default();
                files.push(format!("{start}{rest}"));
            }
        }
        files.sort_unstable();
        files.dedup();
        Ok(files)
    }
}

/// What stands in a folder; nothing where there is none.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

fn name_of(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn write_and_sync(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename outlive a power cut. Systems that cannot open a folder have no need of it.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
