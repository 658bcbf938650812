//! `with-postgres PROGRAM ARGUMENT…`: runs a program with a server for its tests, and stops
//! the server when it has ended.

use std::process::{Command, ExitCode};

use server_for_tests::{Options, SHARED, Server};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let Some(program) = arguments.next() else {
        eprintln!("with-postgres PROGRAM ARGUMENT…");
        return ExitCode::from(2);
    };
    let server = match Server::start(&Options::default()) {
        Ok(server) => server,
        Err(why) => {
            eprintln!("NOT RUN over PostgreSQL: {why}");
            return ExitCode::from(2);
        }
    };
    let ran = Command::new(&program)
        .args(arguments)
        .env(SHARED, server.socket())
        .status();
    match ran {
        Ok(status) => status
            .code()
            .and_then(|code| u8::try_from(code).ok())
            .map_or(ExitCode::FAILURE, ExitCode::from),
        Err(error) => {
            eprintln!("{} cannot be run: {error}", program.display());
            ExitCode::from(2)
        }
    }
}
