//! Texts of the operator's page.

shared::catalog! {
    title { "This installation" }
    lead { "Requests of this process, and the database all processes share, for the last hour" }
    ask { "Enter the token this server was given as TAILBOARD_METRICS_TOKEN" }
    token { "Token" }
    wrong { "This is not the token" }
    enter { "Show the installation" }
    pause { "Pause" }
    go_on { "Go on" }
    empty { "The first figures come a few seconds after the start" }
    away { "The database does not answer. Its figures are missing until it does" }
    rate { "Requests per second" }
    latency { "Time to answer" }
    p95 { "19 of 20 answered within" }
    faults { "Faults of the server" }
    streams { "Live streams" }
    queue { "Background work" }
    dead { "Failed for good" }
    outbox { "Events not in the log" }
    ages { "Longest wait" }
    pool { "Database connections" }
    size { "Size of the database" }
    minute { "Last minute" }
    hour { "Last hour" }
    oldest(age) { "Oldest waits {age}" }
    behind { "Falls behind" }
    look { "See the log" }
    all { "All" }
    units { "Waiting or running" }
    open { "Open" }
    busy { "In use" }
    time { "Time (UTC)" }
    table { "Show as a table" }
    top(value) { "Highest {value}" }
    utc(time) { "{time} UTC" }
    told(title, now, top) { "{title} over the last hour. Now: {now}. Highest: {top}." }
}
