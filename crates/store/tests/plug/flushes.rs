//! Counting the flushes: a process that is killed leaves what it wrote to the operating
//! system, so that only the flushes show that an acknowledged entry would outlive a
//! power cut as well.

use std::fs;
use std::io::Read as _;
use std::process::Command as Process;

use crate::appender::{self, Place, acknowledged};
use server_for_tests::{Options, Server};

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
    let place = Place::in_a_folder();
    let folder = &place.folder;
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
        let mut process = appender::start(&place, round, commands, shim);
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

#[test]
fn re_2_every_group_of_commands_is_flushed_on_postgresql_before_any_of_it_is_acknowledged() {
    let server =
        Server::start(&Options::default()).unwrap_or_else(|why| server_for_tests::not_run(&why));
    let place = Place::on_a_server(server_for_tests::address(server.socket(), "flushes"));
    // What the server has flushed so far, as it counts itself.
    let flushes = || -> u64 {
        let behind =
            server_for_tests::Behind::to(&server_for_tests::address(server.socket(), "flushes"));
        // A connection tells what it flushed when it ends.
        let others = "select 1 from pg_stat_activity where backend_type = 'client backend' \
            and pid <> pg_backend_pid()";
        let mut looks = 0;
        while !behind.rows(others).is_empty() {
            looks += 1;
            assert!(
                looks < 100_000,
                "the appender has ended, and its connection has not"
            );
        }
        let rows = behind.rows("select wal_sync from pg_stat_wal");
        rows[0][0].as_ref().unwrap().parse().unwrap()
    };
    let append = |round: u64, commands: u64| {
        let mut process = appender::start(&place, round, commands, None);
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
    };
    append(1, 0);
    let before = flushes();
    let commands = 400;
    append(2, commands);
    let during = flushes() - before;
    assert!(
        during >= commands / 4,
        "{during} flushes for {commands} acknowledgements"
    );
}
