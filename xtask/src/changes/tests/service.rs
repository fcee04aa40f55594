use super::base::*;
use super::*;
use model::api::{Auth, Docs, Scheme};

#[test]
fn another_package_name_is_another_package() {
    check(Major, Rule::PackageRenamed, "lab2", Compatible, |api| api.package.name = "lab2".to_owned());
}

#[test]
fn another_name_of_the_program_breaks_scripts() {
    check(Major, Rule::CommandRenamed, "labs", Compatible, |api| api.package.command = "labs".to_owned());
}

#[test]
fn words_about_the_package_are_documentation() {
    check(Patch, Rule::DocsChanged, "crate", Compatible, |api| api.package.summary = "The lab.".to_owned());
    check(Patch, Rule::DocsChanged, "crate", Compatible, |api| api.package.docs = Docs(vec!["More.".to_owned()]));
}

#[test]
fn a_key_in_another_header_is_looked_for_in_vain() {
    let header = |api: &mut Api| api.service.schemes[0].auth = Auth::Header("X-API-Key".to_owned());
    check(Minor, Rule::AuthChanged, "ClientBuilder::api_key", Breaking, header);
    assert_eq!(
        changes(|_| {}, header)[0].message,
        "the key was sent in `Authorization: Bearer` and is sent in `X-API-Key`"
    );
}

/// `api_key` compiles in either case, so what it does has to be told.
#[test]
fn a_key_may_no_longer_be_sent_or_be_needed_from_now_on() {
    let (item, open) = ("ClientBuilder::api_key", |api: &mut Api| api.service.schemes.clear());
    check(Major, Rule::AuthRemoved, item, Breaking, open);
    check_from(Major, Rule::AuthAdded, item, Breaking, open, |_| {});
    assert_eq!(
        changes(|_| {}, open)[0].message,
        "the key was sent in `Authorization: Bearer` and is no longer sent; `api_key` has no effect"
    );
    assert_eq!(
        changes(open, |_| {})[0].message,
        "a key is needed and is sent in `Authorization: Bearer`; without one no client can be built"
    );
    let mostly = |api: &mut Api| operation_mut(api, "getBatch").security.clear();
    let key_added = changes(open, mostly).into_iter().find(|change| change.rule == Rule::AuthAdded);
    assert_eq!(
        key_added.expect("a key is new").message,
        "a key can be set and is sent in `Authorization: Bearer` where an operation asks for it"
    );
}

#[test]
fn further_credentials_have_a_setter_each() {
    let item = "ClientBuilder::account";
    let with = |api: &mut Api| {
        let account = Scheme { setter: field_name("account"), ..scheme("account", Auth::Basic, &["LAB_ACCOUNT"]) };
        api.service.schemes.push(account);
    };
    check(Minor, Rule::CredentialsAdded, item, Compatible, with);
    check_from(Major, Rule::CredentialsRemoved, item, Compatible, with, |_| {});
    check_from(Minor, Rule::AuthChanged, item, Breaking, with, |api| {
        with(api);
        api.service.schemes[1].auth = Auth::Cookie("sid".to_owned());
    });
}

#[test]
fn tokens_that_a_program_gets_by_itself_have_a_setter() {
    let item = "ClientBuilder::key_client";
    let with = |api: &mut Api| api.service.token_client = Some(token_client("key"));
    check(Minor, Rule::CredentialsAdded, item, Compatible, with);
    check_from(Major, Rule::CredentialsRemoved, item, Compatible, with, |_| {});
    assert!(
        changes(with, |api| {
            with(api);
            api.service.token_client.as_mut().unwrap().scopes.clear();
        })
        .is_empty()
    );
}

#[test]
fn what_an_operation_asks_for_may_be_more_or_less_than_it_was() {
    let item = "resources::batches::Batches::get";
    let open = |api: &mut Api| operation_mut(api, "getBatch").security.clear();
    let either = |api: &mut Api| {
        operation_mut(api, "getBatch").security = vec![vec!["key".to_owned()], vec!["account".to_owned()]];
    };
    check(Minor, Rule::SecurityChanged, item, Compatible, open);
    check_from(Minor, Rule::SecurityChanged, item, Breaking, open, |_| {});
    check(Minor, Rule::SecurityChanged, item, Compatible, either);
    assert_eq!(changes(open, either)[0].message, "asked for nothing and asks for `api_key` or `account`");
}

#[test]
fn a_variable_that_is_no_longer_read_leaves_programs_without_their_configuration() {
    check(Major, Rule::VariableRemoved, "Client::from_env", Compatible, |api| {
        api.service.schemes[0].env.pop();
    });
    check(Major, Rule::VariableRemoved, "Client::from_env", Compatible, |api| {
        api.service.default_parameters[0].env = None;
    });
    check_among_others(Major, Rule::VariableRemoved, "Client::from_env", Compatible, |api| {
        api.service.base_url_env = "LAB_URL".to_owned();
    });
}

#[test]
fn a_further_variable_may_be_set_already() {
    check(Minor, Rule::VariableAdded, "Client::from_env", Compatible, |api| {
        api.service.schemes[0].env.push("LAB_TOKEN".to_owned());
    });
}

#[test]
fn the_first_variable_wins_so_their_order_counts() {
    check(Minor, Rule::VariablesReordered, "Client::from_env", Compatible, |api| api.service.schemes[0].env.reverse());
}

#[test]
fn a_server_may_come() {
    check_from(
        Minor,
        Rule::ServerAdded,
        "Region::Eu",
        Compatible,
        |api| {
            api.service.servers.pop();
        },
        |_| {},
    );
}

#[test]
fn old_clients_go_on_calling_a_server_that_went() {
    check(Major, Rule::ServerRemoved, "Region::Eu", Breaking, |api| {
        api.service.servers.pop();
    });
    check_among_others(Major, Rule::ServerRemoved, "Region::Eu", Compatible, |api| {
        api.service.servers[1].variant = variant_name("Europe");
    });
}

#[test]
fn a_server_may_move() {
    check(Patch, Rule::ServerUrlChanged, "Region::Eu", Breaking, |api| {
        api.service.servers[1].address.url = "https://europe.lab.example".to_owned();
    });
}

#[test]
fn the_first_server_is_the_default() {
    check(Minor, Rule::DefaultServerChanged, "Region", Compatible, |api| api.service.servers.reverse());
}

#[test]
fn what_an_address_leaves_open_is_a_setter_of_the_client_builder() {
    let item = "ClientBuilder::server_zone";
    let with = |default: &str, values: &[&str]| {
        let variable = server_variable("zone", default, values);
        move |api: &mut Api| api.service.servers[0].address.variables.push(variable.clone())
    };
    check(Minor, Rule::ServerVariableAdded, item, Compatible, with("a", &[]));
    check_from(Major, Rule::ServerVariableRemoved, item, Compatible, with("a", &[]), |_| {});
    check_from(Minor, Rule::ServerVariableDefault, item, Compatible, with("a", &[]), with("b", &[]));
    for fewer in [&["a"], &["b"]] {
        check_from(Major, Rule::ServerVariableNarrowed, item, Compatible, with("a", &["a", "c"]), with("a", fewer));
    }
    check_from(Major, Rule::ServerVariableNarrowed, item, Compatible, with("a", &[]), with("a", &["a"]));
}

#[test]
fn an_operation_may_get_a_server_of_its_own() {
    check(Minor, Rule::OperationServerChanged, "resources::batches::Batches::get", Breaking, |api| {
        operation_mut(api, "getBatch").server = Some(address("https://other.lab.example"));
    });
}

#[test]
fn a_default_parameter_is_a_setter_of_the_client_builder() {
    let item = "ClientBuilder::organization_id";
    let with = |api: &mut Api| api.service.default_parameters.push(default_parameter("organization_id"));
    check(Minor, Rule::DefaultParameterAdded, item, Compatible, with);
    check_from(Major, Rule::DefaultParameterRemoved, item, Compatible, with, |_| {});
    check(Major, Rule::DefaultParameterRenamed, "ClientBuilder::project", Compatible, |api| {
        api.service.default_parameters[0].name = field_name("project");
    });
}

#[test]
fn notifications_are_a_module() {
    let without = |api: &mut Api| api.webhook = None;
    check_from(Minor, Rule::WebhookAdded, "webhooks", Compatible, without, |_| {});
    check(Major, Rule::WebhookRemoved, "webhooks", Compatible, without);
}

#[test]
fn old_receivers_look_for_a_signature_where_it_was() {
    check(Patch, Rule::WebhookSignatureChanged, "webhooks", Breaking, |api| {
        api.webhook.as_mut().unwrap().signature_header = "X-Signature".to_owned();
    });
}

#[test]
fn events_have_a_type() {
    check(Major, Rule::WebhookEventChanged, "webhooks", Compatible, |api| {
        api.webhook.as_mut().unwrap().event = Some(type_name("Kind"));
    });
}
