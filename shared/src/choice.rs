//! Enumerations with stable snake_case keys: the same word in JSON, in the database and in URLs.

/// Declares an enum with `ALL`, `key()`, `Display` and `FromStr`; serde, PostgreSQL (as text) and JSON schema use
/// the key.
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $key:literal ),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $( $(#[$vmeta])* #[serde(rename = $key)] $variant, )+ }

        impl $name {
            /// All values, in the order lists show.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )+];
            /// The stable key.
            pub const fn key(self) -> &'static str { match self { $( $name::$variant => $key, )+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.key()) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::choice::UnknownChoice;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.key() == s).ok_or($crate::choice::UnknownChoice)
            }
        }
        #[cfg(feature = "sqlx")]
        impl sqlx::Type<sqlx::Postgres> for $name {
            fn type_info() -> sqlx::postgres::PgTypeInfo { <str as sqlx::Type<sqlx::Postgres>>::type_info() }
            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool { <str as sqlx::Type<sqlx::Postgres>>::compatible(ty) }
        }
        #[cfg(feature = "sqlx")]
        impl<'q> sqlx::Encode<'q, sqlx::Postgres> for $name {
            fn encode_by_ref(&self, buf: &mut sqlx::postgres::PgArgumentBuffer) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <&str as sqlx::Encode<sqlx::Postgres>>::encode(self.key(), buf)
            }
        }
        #[cfg(feature = "sqlx")]
        impl<'r> sqlx::Decode<'r, sqlx::Postgres> for $name {
            fn decode(value: sqlx::postgres::PgValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                let key = <&str as sqlx::Decode<sqlx::Postgres>>::decode(value)?;
                key.parse().map_err(|_| format!("unknown {}: {key}", stringify!($name)).into())
            }
        }
    };
}

/// The text is not the key of any value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChoice;

impl std::fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown_choice")
    }
}

impl std::error::Error for UnknownChoice {}
