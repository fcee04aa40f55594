//! What the program prints for shells and for the manual.

use super::program::run_alone;

#[test]
fn completions_have_commands_flags_and_known_values() {
    // In the scripts for the last two, clap_complete has no values.
    for (shell, has_values) in [("bash", true), ("fish", true), ("zsh", true), ("elvish", false), ("powershell", false)]
    {
        let script = run_alone(&["completions", shell]).ended(0).out;
        for word in ["llamacloud-prod", "reconcile", "source-directory-id", "checkpoint"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
        assert_eq!(script.contains("COMPLETED"), has_values, "{shell}");
    }
    assert!(run_alone(&["completions", "csh"]).ended(2).err.contains("possible values"));
}

#[test]
#[cfg(unix)]
fn bash_completes_what_is_typed() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let script = folder.path().join("completions");
    std::fs::write(&script, run_alone(&["completions", "bash"]).ended(0).out).expect("it can be written");
    for (words, completed) in [
        (&["batches", "rec"][..], "reconcile"),
        (&["batches", "list", "--checkp"], "--checkpoint"),
        (&["batches", "list", "--status", "COMPL"], "COMPLETED"),
        // bash makes three words of `beta:ba`.
        (&["beta", ":", "ba"], "batch"),
        (&["beta", ":", "batch", "get-s"], "get-status"),
    ] {
        let (last, before) = (words[words.len() - 1], words.get(words.len() - 2).unwrap_or(&"llamacloud-prod"));
        let typed = format!(
            "source '{}'; COMP_WORDS=(llamacloud-prod {}); COMP_CWORD={}; _llamacloud__prod llamacloud-prod '{last}' \
             '{before}'; printf '%s\n' \"${{COMPREPLY[@]}}\"",
            script.display(),
            words.join(" "),
            words.len(),
        );
        let output = std::process::Command::new("bash").args(["-c", &typed]).output().expect("bash can be started");
        let words = String::from_utf8(output.stdout).expect("bash writes UTF-8");
        assert_eq!(words.trim(), completed, "{typed}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let page = run_alone(&["man", "batches", "list"]).ended(0).out;
    assert!(page.starts_with(".ie") && page.contains(".TH llamacloud-prod-batches-list 1"), "{page}");
    assert!(page.contains(r"\-\-page\-size"), "{page}");
    assert!(run_alone(&["man", "nothing"]).ended(2).err.contains("there is no command `nothing`"));
    assert!(run_alone(&["man", "--directory", "no/such"]).ended(1).err.contains("no/such/llamacloud-prod.1"));
    let folder = tempfile::tempdir().expect("a folder can be made");
    run_alone(&["man", "--directory", folder.path().to_str().expect("it is UTF-8")]).ended(0);
    let files = std::fs::read_dir(folder.path()).expect("it can be read");
    let names: Vec<String> =
        files.map(|file| file.expect("it is there").file_name().into_string().expect("UTF-8")).collect();
    for name in ["llamacloud-prod.1", "llamacloud-prod-batches-wait.1", "llamacloud-prod-beta-batch-list.1"] {
        assert!(names.iter().any(|written| written == name), "{names:?}");
    }
}
