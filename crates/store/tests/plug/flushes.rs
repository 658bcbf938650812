//! Counting the flushes: a process that is killed leaves what it wrote to the operating
//! system, so that only the flushes show that an acknowledged entry would outlive a
//! power cut as well.

use std::fs;
use std::io::Read as _;
use std::process::Command as Process;

use crate::appender::{self, Place, acknowledged};

/// Counts calls to flush, a byte in a file for each.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void count(void) {
    const char *file = getenv("SIGHTLINE_TEST_FLUSHES");
    int to = file ? open(file, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (to >= 0) { if (write(to, "f", 1)) {} close(to); }
}
int fsync(int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    count();
    return real(fd);
}
int fdatasync(int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    count();
    return real(fd);
}
"#;

#[test]
fn re_2_every_group_of_commands_is_flushed_before_any_of_it_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("flushes.so");
    let source = folder.path().join("flushes.c");
    fs::write(&source, SHIM).unwrap();
    let made = Process::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(
        made.success(),
        "the C compiler makes the library that counts"
    );
    let count = folder.path().join("flushes");

    let flushes = |round: u64, commands: u64| {
        let _none_yet = fs::remove_file(&count);
        let shim = Some((library.as_path(), count.as_path()));
        let mut process = appender::start(&Place::folder(folder.path()), round, commands, shim);
        let mut told = String::new();
        process
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut told)
            .unwrap();
        assert!(process.wait().unwrap().success());
        let told = told.lines().filter_map(acknowledged).count() as u64;
        assert_eq!(told, commands, "all are acknowledged");
        fs::metadata(&count).map_or(0, |file| file.len())
    };
    // The ledger is made, opened and closed.
    flushes(1, 0);
    let around = flushes(2, 0);
    // Four callers wait for each answer, so that no group has more than four commands.
    let commands = 400;
    let during = flushes(3, commands) - around;
    assert!(
        during >= commands / 4,
        "{during} flushes for {commands} acknowledgements"
    );
    assert!(
        during <= 2 * commands,
        "{during} flushes: commits are grouped"
    );
}
