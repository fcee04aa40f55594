//! Proxies: one that is set is used, and one that cannot be used is an error. The key never goes past either.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use llamacloud::{Client, ErrorKind, Sent};

use crate::support::bodies::batch;
use crate::support::child;
use crate::support::clients::{Side, builder, runtime};
use crate::support::server::FaultServer;
use crate::support::step::{Reply, Step};

/// A SOCKS 5 proxy for one connection, which takes it to `target` whatever was asked for; gives the name asked for.
fn socks5(target: u16) -> (String, thread::JoinHandle<io::Result<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let served = thread::spawn(move || {
        let (mut client, _) = listener.accept()?;
        let mut greeting = [0; 2];
        client.read_exact(&mut greeting)?;
        client.read_exact(&mut vec![0; usize::from(greeting[1])])?;
        client.write_all(&[5, 0])?;
        // Version, connect, reserved, "a name follows", its length.
        let mut head = [0; 5];
        client.read_exact(&mut head)?;
        assert_eq!(head[..4], [5, 1, 0, 3], "the proxy resolves the name");
        let mut name = vec![0; usize::from(head[4])];
        client.read_exact(&mut name)?;
        client.read_exact(&mut [0; 2])?;
        client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
        let upstream = TcpStream::connect(("127.0.0.1", target))?;
        let (mut from, mut to) = (client.try_clone()?, upstream.try_clone()?);
        thread::spawn(move || {
            // The end of either side ends the other.
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Write);
        });
        let _ = io::copy(&mut &upstream, &mut client);
        Ok(String::from_utf8_lossy(&name).into_owned())
    });
    (format!("socks5h://{address}"), served)
}

#[test]
fn requests_go_through_a_socks_proxy() {
    for side in [Side::Async, Side::Blocking] {
        let server = FaultServer::always(Step::ok(&batch("bat-1")).then_close());
        let (proxy, served) = socks5(server.port());
        let client = side.build(builder("http://upstream.invalid").allow_http(true).proxy(proxy));
        assert_eq!(client.get("bat-1").expect("the proxy leads to the server").id, "bat-1");
        assert_eq!(served.join().expect("no panic").expect("no failure"), "upstream.invalid");
        assert_eq!(server.count(), 1);
    }
}

/// A proxy that answers every connection with the next of these bytes after reading something; counts the connections.
fn refusing(scheme: &str, answers: &'static [&'static [u8]]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&connections);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            counter.fetch_add(1, Ordering::SeqCst);
            for answer in answers {
                // The client may have gone already.
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer);
            }
        }
    });
    (format!("{scheme}://user:canary-password@{address}"), connections)
}

#[test]
fn a_proxy_that_rejects_the_password_is_asked_once() {
    let refusals: [(&str, &[&[u8]]); 3] = [
        ("http", &[b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n"]),
        // The method with a password is chosen, and the password refused.
        ("socks5h", &[&[5, 2], &[1, 1]]),
        ("socks5h", &[&[5, 255]]),
    ];
    for (scheme, answers) in refusals {
        for side in [Side::Async, Side::Blocking] {
            let (proxy, connections) = refusing(scheme, answers);
            let client = side.build(builder("https://upstream.invalid").proxy(proxy));
            for error in [client.get("bat-1").expect_err("no way through"), client.create().expect_err("the same")] {
                assert_eq!(
                    (error.kind(), error.sent(), error.attempts()),
                    (ErrorKind::Connect, Sent::No, 1),
                    "{error}"
                );
                assert!(error.to_string().contains("the proxy requires a user name and password"), "{error}");
                assert!(!format!("{error} {error:?}").contains("canary-password"), "{error:?}");
            }
            assert_eq!(connections.load(Ordering::SeqCst), 2);
        }
    }
}

/// The child's half of the case below; does nothing when run with all the other tests.
#[test]
fn child_builds_a_client() {
    if child::is_child() {
        match Client::builder().api_key("k").build() {
            Ok(_) => println!("outcome: built"),
            Err(error) => println!("outcome: {:?}: {error}", error.kind()),
        }
    }
}

#[test]
fn a_proxy_of_the_environment_that_would_be_passed_by_is_refused() {
    let build = |variables: &[(&str, &str)]| {
        let none = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].map(|name| (name, ""));
        let all: Vec<_> = none.into_iter().chain(variables.iter().copied()).collect();
        child::run("proxies::child_builds_a_client", "outcome:", &all)
    };
    for (name, value) in
        [("HTTPS_PROXY", "ftp://canary:1"), ("all_proxy", "quic://canary:1"), ("https_proxy", "http://")]
    {
        let printed = build(&[(name, value)]);
        assert!(printed.starts_with(&format!("{:?}: ", ErrorKind::Configuration)), "{printed}");
        assert!(printed.contains(name) && !printed.contains("canary"), "{printed}");
    }
    for value in ["socks5://127.0.0.1:1", "http://user:pass@127.0.0.1:1", "127.0.0.1:1", ""] {
        assert_eq!(build(&[("HTTPS_PROXY", value)]), "built", "{value}");
    }
    assert_eq!(build(&[("HTTP_PROXY", "ftp://127.0.0.1:1")]), "built", "it is not for https");
}

/// The child's half of the case below; does nothing when run with all the other tests.
#[test]
fn child_calls_through_a_proxy() {
    if child::is_child() {
        let client = Client::builder().api_key("k").base_url("https://upstream.invalid").retries(0).build();
        let call = client.expect("a good builder").batches().get("bat-1").into_future();
        println!("outcome: {:?}", runtime().block_on(call).expect_err("nobody is there").kind());
    }
}

#[test]
fn an_empty_variable_hides_no_proxy_and_no_exception() {
    let count = |variables: &[(&str, &str)]| {
        let proxy = FaultServer::always(Reply::new(502).json(&serde_json::json!({})));
        let mut all: Vec<_> = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"]
            .map(|name| (name, String::new()))
            .to_vec();
        all.extend(variables.iter().map(|(name, value)| (*name, value.replace("PROXY", &proxy.url()))));
        let all: Vec<_> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(child::run("proxies::child_calls_through_a_proxy", "outcome:", &all), "Connect");
        proxy.requests().iter().filter(|request| request.target == "upstream.invalid:443").count()
    };
    assert_eq!(count(&[("https_proxy", "PROXY")]), 1);
    assert_eq!(count(&[("all_proxy", "PROXY")]), 1);
    assert_eq!(count(&[("https_proxy", "PROXY"), ("no_proxy", "upstream.invalid")]), 0);
    assert_eq!(count(&[]), 0);
}
