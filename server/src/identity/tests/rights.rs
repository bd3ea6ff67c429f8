//! What somebody may, and when it ends: leaving, roles of one's own, keys, settings, viewing as a customer.

use super::*;

#[tokio::test]
async fn a_deactivated_member_is_out_at_once_and_the_last_owner_stays() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let driver = t.org().person(BuiltinRole::Driver).clone();
    let token = t.session(t.org(), BuiltinRole::Driver).await;
    assert!(entered(&t, &token).await.is_ok());
    assert_eq!(deactivate(&owner, driver.member).await.unwrap().status, MemberStatus::Deactivated);
    assert!(entered(&t, &token).await.is_err());
    assert_eq!(code(&log_in_as(&t, &driver.email, crate::testing::PASSWORD).await.unwrap_err()), "no_organization");
    reactivate(&owner, driver.member).await.unwrap();
    assert!(entered(&t, &token).await.is_err(), "old sessions stay ended");
    let admin = t.cx(BuiltinRole::Admin);
    assert_eq!(code(&deactivate(&admin, t.org().person(BuiltinRole::Owner).member).await.unwrap_err()), "last_owner");
    assert!(
        matches!(deactivate(&t.cx(BuiltinRole::Manager), t.org().person(BuiltinRole::Admin).member).await, Err(Error::Forbidden { .. })),
        "nobody takes rights they lack"
    );
    assert_eq!(deactivate(&owner, t.other_org().person(BuiltinRole::Driver).member).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn a_custom_role_gives_its_rights_with_the_next_request_and_never_more_than_its_maker_has() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let access = Access { permissions: [(Action::LeadsView, Scope::Team)].into(), ..Access::none() };
    let role = create_role(
        &owner,
        NewRole { name: "Night desk".into(), based_on: BuiltinRole::SalesAgent, access: access.clone(), mfa_required: false },
    )
    .await
    .unwrap();
    assert_eq!(
        code(
            &create_role(
                &owner,
                NewRole { name: "Night desk".into(), based_on: BuiltinRole::Driver, access: access.clone(), mfa_required: false }
            )
            .await
            .unwrap_err()
        ),
        "name:taken"
    );
    let mover = t.org().person(BuiltinRole::Mover).clone();
    let token = t.session(t.org(), BuiltinRole::Mover).await;
    let edit = EditMember {
        roles: vec![],
        custom_roles: vec![role.id],
        teams: vec![],
        manager: None,
        title: String::new(),
        phone: String::new(),
        version: 1,
    };
    edit_member(&owner, mover.member, edit.clone()).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, access);
    assert_eq!(code(&edit_member(&owner, mover.member, edit).await.unwrap_err()), "changed");
    assert_eq!(code(&delete_role(&owner, role.id).await.unwrap_err()), "role_in_use");
    let wide = EditRole { name: "Night desk".into(), access: BuiltinRole::Dispatcher.access(), mfa_required: true, version: 1 };
    edit_role(&owner, role.id, wide).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, Access::none(), "the role now asks for a second factor");
    assert!(matrix(&owner).await.unwrap().custom.iter().any(|found| found.members == 1));
}

#[tokio::test]
async fn an_api_key_is_shown_once_and_weaker_than_its_maker() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let new = NewApiKey { name: "Website".into(), access: BuiltinRole::SalesSupport.access(), days: Some(30), rate_per_minute: 2 };
    let made = create_api_key(&owner, new.clone()).await.unwrap();
    let key = Credentials::ApiKey(made.secret.clone());
    let cx = authenticate(&t.app, &key, request()).await.unwrap();
    assert_eq!((cx.org, cx.access.clone()), (t.org().id, BuiltinRole::SalesSupport.access()));
    assert!(matches!(create_api_key(&cx, new).await, Err(Error::Forbidden { .. })), "keys make no keys");
    // processes count together
    authenticate(&t.another().await, &key, request()).await.unwrap();
    assert!(matches!(authenticate(&t.app, &key, request()).await, Err(Error::TooMany { retry_after_seconds: 1..=60 })));
    assert!(!format!("{:?}", api_keys(&owner).await.unwrap()).contains(&made.secret));
    revoke_api_key(&owner, made.key.id).await.unwrap();
    assert_eq!(authenticate(&t.app, &key, request()).await.err(), Some(Error::Unauthenticated));
    assert_eq!(revoke_api_key(&t.foreign(BuiltinRole::Owner), made.key.id).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn settings_are_changed_by_those_who_may_and_a_picture_that_is_none_is_refused() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let found = organization(&owner).await.unwrap();
    let edit = EditOrganization {
        name: "Cascade Line Ltd.".into(),
        country: found.country.clone(),
        currency: found.currency,
        zone: found.zone.clone(),
        locale: found.locale,
        brand_hex: "#1f4fd8".into(),
        hubs: vec![Hub { name: "Yard".into(), address: "1 Quay Road".into() }],
        hours: BusinessHours::default(),
        holidays: vec![],
        numbering: Numbering::default(),
        mfa_roles: vec![],
        track_mail: None,
        version: found.version,
    };
    assert!(matches!(edit_organization(&t.cx(BuiltinRole::Manager), edit.clone()).await, Err(Error::Forbidden { .. })));
    assert_eq!(
        code(&edit_organization(&owner, EditOrganization { brand_hex: "#ffff00".into(), ..edit.clone() }).await.unwrap_err()),
        "brand_hex:low_contrast"
    );
    let after = edit_organization(&owner, edit.clone()).await.unwrap();
    assert_eq!((after.name.as_str(), after.version), ("Cascade Line Ltd.", found.version + 1));
    assert_eq!(code(&edit_organization(&owner, edit).await.unwrap_err()), "changed");
    assert!(matches!(set_logo(&owner, "not a picture".into()).await, Err(Error::UnsupportedType { .. })));
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(900, 300).write_to(&mut png, image::ImageFormat::Png).unwrap();
    assert!(set_logo(&owner, png.into_inner().into()).await.unwrap().has_logo);
    let kept = image::load_from_memory(&logo(&t.app, t.org().id).await.unwrap()).unwrap();
    assert_eq!((kept.width(), kept.height()), (512, 171));
    assert!(!remove_logo(&owner).await.unwrap().has_logo);
    assert_eq!(logo(&t.app, t.org().id).await.err(), Some(Error::NotFound));
}

#[tokio::test]
async fn viewing_as_a_customer_only_reads_and_ends() {
    let t = TestApp::new().await;
    let owner = t.owner().await;
    let mut tx = match owner.begin().await.unwrap() {
        crate::db::Begun::New(tx) => tx,
        crate::db::Begun::Replayed(_) => panic!("nothing was sent before"),
    };
    let new = shared::customers::NewCustomer { name: "Ines Costa".into(), email: Some("ines@client.example".into()), ..Default::default() };
    let (account, contact) = crate::customers::find_or_create(&owner, &mut tx, new).await.unwrap();
    tx.commit(()).await.unwrap();
    let token = t.session(t.org(), BuiltinRole::Owner).await;
    let cx = entered(&t, &token).await.unwrap();
    let wish = ViewAs { account, contact, reason: "Cannot find the receipt".into() };
    assert!(matches!(
        start_view(&entered(&t, &t.session(t.org(), BuiltinRole::Dispatcher).await).await.unwrap(), wish.clone()).await,
        Err(Error::Forbidden { .. })
    ));
    assert_eq!(code(&start_view(&cx, ViewAs { reason: " ".into(), ..wish.clone() }).await.unwrap_err()), "reason:required");
    start_view(&cx, wish).await.unwrap();
    let viewing = entered(&t, &token).await.unwrap();
    assert_eq!(viewing.customer().map(|customer| customer.contact), Some(contact));
    assert_eq!(viewing.access, Access::none());
    assert!(matches!(viewing.begin().await, Err(Error::Forbidden { .. })));
    assert!(matches!(end_other_devices(&viewing).await, Err(Error::Forbidden { .. })));
    assert_eq!(session(&viewing).await.unwrap().viewing_as.unwrap().reason, "Cannot find the receipt");
    stop_view(&viewing).await.unwrap();
    assert_eq!(entered(&t, &token).await.unwrap().access, Access::all());
    t.relay().await;
    let log = crate::audit::list(&owner, shared::audit::AuditQuery { kind: Some("views".into()), ..Default::default() }).await.unwrap();
    let told: Vec<_> = log.items.iter().map(|event| (event.kind.as_str(), event.on_behalf_of.as_deref())).collect();
    assert_eq!(told, [("views.ended", Some("Ines Costa")), ("views.started", Some("Ines Costa"))]);
}
