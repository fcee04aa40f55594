//! W31 and W32: bodies far larger than anyone wants, plain and compressed.
//!
//! The client runs in a process of its own, whose peak of memory is its own too; the server stays here.

use std::sync::OnceLock;

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use llamacloud::ErrorKind;

use super::Case;
use crate::support::child;
use crate::support::clients::Side;
use crate::support::server::FaultServer;
use crate::support::step::{Act, Reply};

pub(super) const CASES: &[Case] = &[
    Case { id: "W31", fault: "a response of 512 MB", check: huge_body },
    Case { id: "W32", fault: "1 MB of gzip that becomes 1 GiB", check: gzip_bomb },
];

const MEBIBYTE: usize = 1 << 20;
const MOST_MEMORY: u64 = 256 << 20;

fn huge_body(side: Side) {
    let head = Reply::new(200).promising("application/json", 512 * MEBIBYTE);
    let server = FaultServer::always(head.then(Act::Repeat { chunk: vec![b' '; MEBIBYTE], times: 512 }));
    check_refused_in_little_memory(side, &server);

    let stated = Reply::new(200).chunked("application/json");
    let mut chunk = format!("{MEBIBYTE:x}\r\n").into_bytes();
    chunk.extend_from_slice(&vec![b' '; MEBIBYTE]);
    chunk.extend_from_slice(b"\r\n");
    let server = FaultServer::always(stated.then(Act::Repeat { chunk, times: 512 }));
    check_refused_in_little_memory(side, &server);
}

fn gzip_bomb(side: Side) {
    let bomb = bomb();
    assert!(bomb.len() < 2 * MEBIBYTE, "{} bytes", bomb.len());
    let reply = Reply::new(200).header("content-encoding", "gzip").body("application/json", bomb.to_vec());
    let server = FaultServer::always(reply);
    check_refused_in_little_memory(side, &server);
}

fn check_refused_in_little_memory(side: Side, server: &FaultServer) {
    let side = if side == Side::Async { "async" } else { "blocking" };
    let variables = [("CLIENT_TEST_URL", server.url()), ("CLIENT_TEST_SIDE", side.to_owned())];
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let printed = child::run("wire_faults::limits::child_reads_one_batch", "outcome:", &variables);
    let (kind, peak) = printed.split_once(' ').expect("the child prints two words");
    assert_eq!(kind, format!("{:?}", ErrorKind::BodyTooLarge));
    assert_eq!(server.count(), 1);
    if let Ok(peak) = peak.parse::<u64>() {
        assert!(peak < MOST_MEMORY, "{} MiB at the peak", peak >> 20);
    }
}

/// The client's half of the cases above; does nothing when run with all the other tests.
#[test]
fn child_reads_one_batch() {
    if !child::is_child() {
        return;
    }
    let url = std::env::var("CLIENT_TEST_URL").expect("given by the parent");
    let side = if std::env::var("CLIENT_TEST_SIDE").as_deref() == Ok("async") { Side::Async } else { Side::Blocking };
    let error = side.client(&url).get("bat-1").expect_err("the body is too large");
    let peak = child::peak_memory().map_or_else(|| "unknown".to_owned(), |peak| peak.to_string());
    println!("outcome: {:?} {peak}", error.kind());
}

/// A gzip file of 1 GiB of zeros.
///
/// Compressing that much would take longer than all the tests: one compressed MiB, flushed so that it neither refers
/// back nor shares a byte with its neighbours, is written 1,024 times.
fn bomb() -> &'static [u8] {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| {
        let zeros = vec![0; MEBIBYTE];
        let mut compressor = Compress::new(Compression::best(), false);
        let mut block = Vec::with_capacity(MEBIBYTE);
        compressor.compress_vec(&zeros, &mut block, FlushCompress::Full).expect("zeros can be compressed");
        let mut end = Vec::with_capacity(1024);
        let status = compressor.compress_vec(&[], &mut end, FlushCompress::Finish).expect("a stream can be ended");
        assert_eq!(status, Status::StreamEnd);

        let (mut checksum, mut part) = (Crc::new(), Crc::new());
        part.update(&zeros);
        for _ in 0..1024 {
            checksum.combine(&part);
        }
        let mut file = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff".to_vec();
        for _ in 0..1024 {
            file.extend_from_slice(&block);
        }
        file.extend_from_slice(&end);
        file.extend_from_slice(&checksum.sum().to_le_bytes());
        file.extend_from_slice(&(1_u32 << 30).to_le_bytes());
        file
    })
}

#[test]
fn the_bomb_is_a_gzip_file_of_a_gibibyte() {
    use std::io::Read;
    let mut reader = flate2::read::GzDecoder::new(bomb());
    let mut start = vec![1; 3 * MEBIBYTE];
    reader.read_exact(&mut start).expect("three blocks can be read");
    assert!(start.iter().all(|byte| *byte == 0));
}
