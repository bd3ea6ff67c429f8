//! One typed id per table: UUIDv7, made by the client or by the request context, so that ids sort by creation time.

/// Declares typed ids.
macro_rules! ids {
    ($( $(#[$meta:meta])* $name:ident )*) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(transparent))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transparent, extend("x-id" = stringify!($name))))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self { Self(id) }
        }
        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )* };
}

ids! {
    /// A tenant: a mover, a charter operator, a glass fleet, a contractor.
    OrgId
    /// A person who can log in, in any number of organizations.
    UserId
    /// A user's place in one organization, with roles.
    MemberId
    /// A role an organization made itself.
    RoleId
    /// A group of members; rights with team scope reach its records.
    TeamId
    /// A logged-in device.
    SessionId
    /// An open invitation to join an organization.
    InvitationId
    /// A key of the public API.
    ApiKeyId
    /// A customer: a person or a company.
    AccountId
    /// A person at a customer.
    ContactId
    /// An inquiry.
    LeadId
    /// A sequence of stages leads pass.
    PipelineId
    /// A column of a pipeline.
    StageId
    /// A call, e-mail, meeting or note on a lead.
    ActivityId
    /// A look at the place of a lead; the activity it is has the same id.
    SiteVisitId
    /// What a public form sent, as it came.
    IntakeId
    /// A way leads come in by program.
    LeadSourceId
    /// Customers from a table.
    ImportId
    /// How tables of customers from elsewhere are read.
    ImportPresetId
    /// Two records of one customer made one.
    MergeId
    /// A field an organization added to its customers.
    CustomFieldId
    /// A vehicle or trailer of a customer.
    UnitId
    /// Prices agreed with a customer.
    PriceListId
    /// A place of a customer.
    AddressId
    /// An offer, in all its revisions.
    QuoteId
    /// One revision of an offer.
    RevisionId
    /// A stop of an itinerary.
    StopId
    /// A priced line of a quote.
    LineId
    /// One of the levels a quote offers its work at.
    PackageId
    /// An extra that can be booked with a trip or move.
    AmenityId
    /// Something worth doing that was shown about a lead or a quote.
    SuggestionId
    /// What an organization thinks of a kind of suggestion.
    SuggestionKindId
    /// A discount code.
    PromoId
    /// A set of prices with effective dates.
    PriceBookId
    /// Prices that are being worked on.
    PriceBookDraftId
    /// A rule that raises or lowers a price.
    ModifierId
    /// A piece of work.
    JobId
    /// A stage of a job's workflow.
    PhaseId
    /// Something to be ticked off in a phase.
    ItemId
    /// Photos, signatures or documents a phase asks for.
    RequirementId
    /// A photo, video, voice note, signature or document.
    MediaId
    /// A note or instruction on a job.
    NoteId
    /// A part of what a job costs that is due at one time.
    InstalmentId
    /// A list somebody comes back to.
    SavedViewId
    /// A write sent by a device; the same id is carried out once.
    CommandId
    /// A recorded fact.
    EventId
    /// A unit of background work.
    WorkId
    /// A mail in the outgoing queue.
    MailId
}
