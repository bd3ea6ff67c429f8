//! Icons: one enum over the sprite `assets/icons/sprite.svg` (Lucide), so that a misspelt icon does not compile.

use dioxus::prelude::*;

/// Declares [`IconName`] with the sprite symbol of each icon.
macro_rules! icons {
    ($($variant:ident = $symbol:literal),* $(,)?) => {
        /// An icon of the sprite, named as Lucide names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum IconName { $(#[doc = $symbol] $variant),* }

        impl IconName {
            /// Every icon, for the gallery and the test against the sprite file.
            pub const ALL: &[IconName] = &[$(IconName::$variant),*];

            /// The symbol's id in the sprite.
            pub fn symbol(self) -> &'static str {
                match self { $(IconName::$variant => $symbol),* }
            }
        }
    };
}

icons! {
    Accessibility = "accessibility",
    AlarmClock = "alarm-clock",
    Armchair = "armchair",
    ArrowDown = "arrow-down",
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    ArrowRightLeft = "arrow-right-left",
    ArrowUp = "arrow-up",
    ArrowUpDown = "arrow-up-down",
    Award = "award",
    BadgeCheck = "badge-check",
    Ban = "ban",
    Banknote = "banknote",
    BedDouble = "bed-double",
    Bell = "bell",
    BookOpen = "book-open",
    Box = "box",
    Building2 = "building-2",
    Bus = "bus",
    Calculator = "calculator",
    Calendar = "calendar",
    CalendarCheck = "calendar-check",
    CalendarClock = "calendar-clock",
    CalendarDays = "calendar-days",
    Camera = "camera",
    ChartColumn = "chart-column",
    Check = "check",
    CheckCheck = "check-check",
    ChevronDown = "chevron-down",
    ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right",
    ChevronUp = "chevron-up",
    ChevronsUpDown = "chevrons-up-down",
    Circle = "circle",
    CircleAlert = "circle-alert",
    CircleCheck = "circle-check",
    CircleDashed = "circle-dashed",
    CircleDot = "circle-dot",
    CircleQuestionMark = "circle-question-mark",
    CircleX = "circle-x",
    ClipboardCheck = "clipboard-check",
    ClipboardList = "clipboard-list",
    Clock = "clock",
    CloudCheck = "cloud-check",
    CloudOff = "cloud-off",
    CloudUpload = "cloud-upload",
    Coffee = "coffee",
    Columns3 = "columns-3",
    Copy = "copy",
    CornerDownRight = "corner-down-right",
    CreditCard = "credit-card",
    DollarSign = "dollar-sign",
    Download = "download",
    Ellipsis = "ellipsis",
    EllipsisVertical = "ellipsis-vertical",
    ExternalLink = "external-link",
    Eye = "eye",
    EyeOff = "eye-off",
    FileCheck = "file-check",
    FileText = "file-text",
    FileWarning = "file-warning",
    Flag = "flag",
    Folder = "folder",
    GitCompareArrows = "git-compare-arrows",
    Globe = "globe",
    GripVertical = "grip-vertical",
    Handshake = "handshake",
    Hash = "hash",
    History = "history",
    Hourglass = "hourglass",
    House = "house",
    Image = "image",
    ImageUp = "image-up",
    Inbox = "inbox",
    Info = "info",
    KeyRound = "key-round",
    Keyboard = "keyboard",
    Layers = "layers",
    LayoutDashboard = "layout-dashboard",
    LayoutList = "layout-list",
    Link = "link",
    List = "list",
    ListChecks = "list-checks",
    ListFilter = "list-filter",
    LoaderCircle = "loader-circle",
    Lock = "lock",
    LogIn = "log-in",
    LogOut = "log-out",
    Luggage = "luggage",
    Mail = "mail",
    MailOpen = "mail-open",
    Map = "map",
    MapPin = "map-pin",
    Megaphone = "megaphone",
    Menu = "menu",
    MessageCircle = "message-circle",
    MessageSquare = "message-square",
    MessageSquareText = "message-square-text",
    Mic = "mic",
    Minus = "minus",
    Monitor = "monitor",
    Moon = "moon",
    Navigation = "navigation",
    OctagonAlert = "octagon-alert",
    Package = "package",
    PanelLeft = "panel-left",
    Paperclip = "paperclip",
    Pause = "pause",
    Pencil = "pencil",
    Percent = "percent",
    Phone = "phone",
    PhoneCall = "phone-call",
    Play = "play",
    Plus = "plus",
    Power = "power",
    Printer = "printer",
    QrCode = "qr-code",
    Radio = "radio",
    Receipt = "receipt",
    RefreshCw = "refresh-cw",
    Repeat = "repeat",
    Repeat2 = "repeat-2",
    RotateCcw = "rotate-ccw",
    RotateCw = "rotate-cw",
    Rows3 = "rows-3",
    Save = "save",
    Scale = "scale",
    Search = "search",
    Send = "send",
    Server = "server",
    Settings = "settings",
    ShieldAlert = "shield-alert",
    ShieldCheck = "shield-check",
    ShieldX = "shield-x",
    Signature = "signature",
    SlidersHorizontal = "sliders-horizontal",
    Smartphone = "smartphone",
    Snowflake = "snowflake",
    Sofa = "sofa",
    Sparkles = "sparkles",
    SquareCheck = "square-check",
    SquareKanban = "square-kanban",
    Stamp = "stamp",
    Star = "star",
    StickyNote = "sticky-note",
    Sun = "sun",
    Tag = "tag",
    Target = "target",
    Ticket = "ticket",
    Timer = "timer",
    ToggleLeft = "toggle-left",
    Trash2 = "trash-2",
    TrendingDown = "trending-down",
    TrendingUp = "trending-up",
    TriangleAlert = "triangle-alert",
    Truck = "truck",
    Undo2 = "undo-2",
    Unlink = "unlink",
    Upload = "upload",
    User = "user",
    UserCheck = "user-check",
    UserPlus = "user-plus",
    UserRound = "user-round",
    UserX = "user-x",
    Users = "users",
    UsersRound = "users-round",
    Video = "video",
    Wallet = "wallet",
    Webhook = "webhook",
    Wifi = "wifi",
    WifiOff = "wifi-off",
    Wrench = "wrench",
    X = "x",
    Zap = "zap",
}

/// The size of an icon's box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 12 px, inside chips and meta lines.
    Xs,
    /// 14 px, beside 12 and 13 px text.
    Sm,
    /// 16 px, the default.
    #[default]
    Md,
    /// 20 px.
    Lg,
    /// 24 px, on touch surfaces.
    Xl,
}

impl IconSize {
    /// The value of `data-size`; the default has none.
    fn attribute(self) -> Option<&'static str> {
        match self {
            IconSize::Xs => Some("xs"),
            IconSize::Sm => Some("sm"),
            IconSize::Md => None,
            IconSize::Lg => Some("lg"),
            IconSize::Xl => Some("xl"),
        }
    }

    /// The box in CSS pixels, kept as attributes so that an icon keeps its size before the stylesheet is there.
    fn pixels(self) -> &'static str {
        match self {
            IconSize::Xs => "12",
            IconSize::Sm => "14",
            IconSize::Md => "16",
            IconSize::Lg => "20",
            IconSize::Xl => "24",
        }
    }
}

/// An icon; decorative unless `label` is given, in which case it is an image with that name.
#[component]
pub fn Icon(
    /// Which icon.
    name: IconName,
    /// The size of its box.
    #[props(default)]
    size: IconSize,
    /// What a screen reader says; none when the words stand beside it.
    #[props(into)]
    label: Option<String>,
    /// Mirrors the icon in right-to-left text: for icons that point somewhere.
    #[props(default)]
    directed: bool,
    /// Additional classes.
    #[props(into)]
    class: Option<String>,
) -> Element {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    rsx! {
        svg {
            class: class_list("w-icon", &class),
            "data-size": size.attribute(),
            "data-directed": directed.then_some("true"),
            width: size.pixels(),
            height: size.pixels(),
            view_box: "0 0 24 24",
            role,
            "aria-hidden": hidden,
            "aria-label": label,
            r#use { href: "/assets/icons/sprite.svg#{name.symbol()}" }
        }
    }
}

/// `base` followed by a component's additional classes.
pub(crate) fn class_list(base: &str, more: &Option<String>) -> String {
    match more {
        Some(more) if !more.is_empty() => format!("{base} {more}"),
        _ => base.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../../../assets/icons/sprite.svg");
        for icon in IconName::ALL {
            assert!(sprite.contains(&format!("id=\"{}\"", icon.symbol())), "{icon:?} is missing");
        }
    }
}
