//! Pulling the plug: what was acknowledged is there, whole, whenever the process that
//! wrote it was killed; and each acknowledgement was flushed to the disk before it was
//! given, which a kill alone would not show.
//!
//! The process that is killed is this test program itself, run again for the one test
//! that is ignored otherwise ([`appender`]).

mod appender;
mod flushes;
mod kill;
mod noter;
