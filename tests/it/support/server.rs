//! A raw-socket HTTP/1 server on loopback that does what its script says, however wrong, and records what it was sent.
//!
//! Threads, not a runtime: a thread that sleeps in the middle of a body is the whole trick, and nothing of the
//! client's runtime is shared. It is bounded: in connections, in the size of a request, in the time a connection
//! may live; dropping the server cuts every connection.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, SockRef, Socket, Type};

use super::step::{Act, Reply, Step};

const MOST_CONNECTIONS: usize = 2_000;
const MOST_REQUEST_BYTES: usize = 4 << 20;
const LONGEST_CONNECTION: Duration = Duration::from_secs(120);
const GLANCE: Duration = Duration::from_millis(50);

/// The server; dropping it ends it.
pub(crate) struct FaultServer {
    address: SocketAddr,
    scheme: &'static str,
    shared: Arc<Shared>,
}

/// One request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// Counts the requests of the server from 0, over all its connections.
    pub(crate) index: usize,
    pub(crate) method: String,
    /// The request target, byte for byte.
    pub(crate) target: String,
    /// In order, names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) at: Instant,
}

impl Recorded {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().expect("split gives at least one part")
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }
}

impl FaultServer {
    /// The n-th request gets the n-th step; a request beyond the script gets a 418, which no client repeats.
    pub(crate) fn script(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps: Vec<Step> = steps.into_iter().collect();
        Self::answering(move |request| match steps.get(request.index) {
            Some(step) => step.clone(),
            None => Reply::new(418).body("text/plain", "the script has ended"),
        })
    }

    /// Every request gets the same step.
    pub(crate) fn always(step: Step) -> Self {
        Self::answering(move |_| step.clone())
    }

    /// The step depends on the request.
    pub(crate) fn answering(script: impl Fn(&Recorded) -> Step + Send + Sync + 'static) -> Self {
        Self::start(bound_socket(), Duration::ZERO, None, Box::new(script))
    }

    /// Refuses connections for a while, then listens on the same port.
    pub(crate) fn late(delay: Duration, step: Step) -> Self {
        Self::start(bound_socket(), delay, None, Box::new(move |_| step.clone()))
    }

    /// Speaks TLS with the given certificate.
    pub(crate) fn tls(config: Arc<rustls::ServerConfig>, step: Step) -> Self {
        Self::start(bound_socket(), Duration::ZERO, Some(config), Box::new(move |_| step.clone()))
    }

    /// `http://127.0.0.1:PORT` (or https).
    pub(crate) fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn requests(&self) -> Vec<Recorded> {
        locked(&self.shared.requests).clone()
    }

    pub(crate) fn count(&self) -> usize {
        locked(&self.shared.requests).len()
    }

    /// Connections accepted so far.
    pub(crate) fn connections(&self) -> usize {
        self.shared.accepted.load(Ordering::SeqCst)
    }

    /// Connections that are open now.
    pub(crate) fn open_connections(&self) -> usize {
        locked(&self.shared.open).len()
    }

    /// The time between one request and the next.
    pub(crate) fn gaps(&self) -> Vec<Duration> {
        self.requests().windows(2).map(|pair| pair[1].at.duration_since(pair[0].at)).collect()
    }

    fn start(socket: Socket, delay: Duration, tls: Option<Arc<rustls::ServerConfig>>, script: Box<Script>) -> Self {
        let address = socket.local_addr().expect("a bound socket has an address");
        let address = address.as_socket().expect("the socket was bound to an IP address");
        let scheme = if tls.is_some() { "https" } else { "http" };
        let shared = Arc::new(Shared {
            script,
            tls,
            requests: Mutex::default(),
            open: Mutex::default(),
            accepted: AtomicUsize::new(0),
            closing: AtomicBool::new(false),
        });
        if delay.is_zero() {
            socket.listen(1024).expect("a bound socket can listen");
        }
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            if !delay.is_zero() {
                thread::sleep(delay);
                socket.listen(1024).expect("a bound socket can listen");
            }
            accept(&TcpListener::from(socket), &accepting);
        });
        Self { address, scheme, shared }
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.shared.closing.store(true, Ordering::SeqCst);
        for stream in locked(&self.shared.open).values() {
            // It may have been closed by the other side already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the accepting thread, which then sees that the server is closing.
        let _ = TcpStream::connect_timeout(&self.address, GLANCE);
    }
}

type Script = dyn Fn(&Recorded) -> Step + Send + Sync;

struct Shared {
    script: Box<Script>,
    tls: Option<Arc<rustls::ServerConfig>>,
    requests: Mutex<Vec<Recorded>>,
    open: Mutex<HashMap<usize, TcpStream>>,
    accepted: AtomicUsize,
    closing: AtomicBool,
}

impl Shared {
    fn closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }
}

/// A port of our own that refuses connections until `listen` is called on it.
fn bound_socket() -> Socket {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a TCP socket can be made");
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).expect("loopback has a free port");
    socket
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.closing() {
            return;
        }
        let Ok(stream) = stream else { continue };
        let connection = shared.accepted.fetch_add(1, Ordering::SeqCst);
        if connection >= MOST_CONNECTIONS {
            continue;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // An error here is the client's going away, which the test sees from its own side.
            let _ = serve(stream, connection, &shared);
            locked(&shared.open).remove(&connection);
        });
    }
}

fn serve(stream: TcpStream, connection: usize, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(GLANCE))?;
    stream.set_write_timeout(Some(Duration::from_secs(30)))?;
    locked(&shared.open).insert(connection, stream.try_clone()?);
    let control = stream.try_clone()?;
    let mut peer: Box<dyn Peer> = match &shared.tls {
        Some(config) => {
            let session = rustls::ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
            Box::new(rustls::StreamOwned::new(session, stream))
        }
        None => Box::new(stream),
    };
    let until = Instant::now() + LONGEST_CONNECTION;
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut *peer, &mut buffer, until, shared)? {
        let step = {
            let mut requests = locked(&shared.requests);
            let request = Recorded { index: requests.len(), ..request };
            requests.push(request.clone());
            drop(requests);
            (shared.script)(&request)
        };
        for act in &step.acts {
            if shared.closing() {
                return Ok(());
            }
            if perform(act, &mut *peer, until, shared)? == After::Gone {
                if matches!(act, Act::Reset) {
                    SockRef::from(&control).set_linger(Some(Duration::ZERO))?;
                    // The reset goes out when the last handle of the socket is dropped.
                    locked(&shared.open).remove(&connection);
                }
                return Ok(());
            }
        }
    }
    Ok(())
}

trait Peer: Read + Write {}
impl<T: Read + Write> Peer for T {}

#[derive(PartialEq)]
enum After {
    Open,
    Gone,
}

fn perform(act: &Act, peer: &mut dyn Peer, until: Instant, shared: &Shared) -> io::Result<After> {
    match act {
        Act::Write(bytes) => peer.write_all(bytes)?,
        Act::Repeat { chunk, times } => {
            for _ in 0..*times {
                peer.write_all(chunk)?;
            }
        }
        Act::Drip { bytes, every } => {
            for byte in bytes {
                if shared.closing() {
                    return Ok(After::Gone);
                }
                peer.write_all(std::slice::from_ref(byte))?;
                peer.flush()?;
                thread::sleep(*every);
            }
        }
        Act::Pause(time) => {
            peer.flush()?;
            thread::sleep(*time);
        }
        Act::Close | Act::Reset => {
            peer.flush()?;
            return Ok(After::Gone);
        }
        Act::Hang => {
            peer.flush()?;
            let mut ignored = [0; 256];
            while matches!(read_some(peer, &mut ignored, until, shared)?, Some(read) if read > 0) {}
            return Ok(After::Gone);
        }
    }
    peer.flush()?;
    Ok(After::Open)
}

/// The next request, or nothing when the client has closed.
fn read_request(
    peer: &mut dyn Peer,
    buffer: &mut Vec<u8>,
    until: Instant,
    shared: &Shared,
) -> io::Result<Option<Recorded>> {
    let head_end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if !fill(peer, buffer, until, shared)? {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&buffer[..head_end]).into_owned();
    buffer.drain(..head_end + 4);
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default().to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    while buffer.len() < length {
        if !fill(peer, buffer, until, shared)? {
            return Ok(None);
        }
    }
    let body = buffer.drain(..length).collect();
    Ok(Some(Recorded { index: 0, method, target, headers, body, at: Instant::now() }))
}

fn fill(peer: &mut dyn Peer, buffer: &mut Vec<u8>, until: Instant, shared: &Shared) -> io::Result<bool> {
    if buffer.len() > MOST_REQUEST_BYTES {
        return Err(io::Error::other("the request is larger than the server reads"));
    }
    let mut piece = [0; 16 << 10];
    match read_some(peer, &mut piece, until, shared)? {
        Some(read) if read > 0 => {
            buffer.extend_from_slice(&piece[..read]);
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Reads in short glances, so that a closing server is noticed; nothing when the time is over.
fn read_some(peer: &mut dyn Peer, piece: &mut [u8], until: Instant, shared: &Shared) -> io::Result<Option<usize>> {
    while !shared.closing() && Instant::now() < until {
        match peer.read(piece) {
            Ok(read) => return Ok(Some(read)),
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
