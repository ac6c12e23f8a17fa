/// Which module may see which: the table of docs/architecture.md. Package.swift may say less, never more.
///
/// Rows of modules that don't stand yet are kept, so that the wall is there before the house. Tests may see all;
/// nothing outside Tests/ may see them.
enum ImportTable {
    struct Row {
        var module: String
        var ours: [String]
        var outside: [String]
    }

    static let rows: [Row] = [
        Row(module: "CRDKafka", ours: [], outside: []),
        Row(module: "CPQ", ours: [], outside: []),
        Row(module: "Vocabulary", ours: [], outside: []),
        Row(module: "WireJSON", ours: [], outside: []),
        Row(module: "Tables", ours: [], outside: []),
        Row(module: "Messages", ours: ["Vocabulary", "WireJSON"], outside: ["Crypto"]),
        Row(module: "Schemas", ours: ["Vocabulary", "Messages"], outside: []),
        Row(module: "Rulebook", ours: ["Vocabulary", "Reference"], outside: []),
        Row(module: "Reference", ours: ["Vocabulary", "Tables"], outside: ["Crypto"]),
        Row(module: "CampaignFile", ours: ["Vocabulary"], outside: ["Yams"]),
        Row(module: "RequestFiles", ours: ["Vocabulary", "Tables"], outside: []),
        Row(module: "Children", ours: [], outside: []),
        Row(module: "Imports", ours: ["Pages", "Tables"], outside: []),
        Row(module: "Deciding", ours: ["Vocabulary"], outside: []),
        Row(module: "Sealing", ours: [], outside: ["Crypto"]),
        Row(module: "Kafka", ours: ["CRDKafka"], outside: ["Logging", "Metrics"]),
        Row(module: "Store", ours: [], outside: ["Logging"]),
        Row(module: "StoreSQLite", ours: ["Store"], outside: ["GRDB", "GRDBSQLite", "Logging"]),
        Row(module: "StorePostgres", ours: ["Store", "CPQ"], outside: ["Logging"]),
        Row(
            module: "Pages", ours: ["Vocabulary"],
            outside: [
                "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix", "Mustache", "JWTKit", "Crypto",
                "Logging", "Metrics", "ServiceLifecycle",
            ]),
        Row(
            module: "ServiceKit",
            ours: [
                "Kafka", "Vocabulary", "Messages", "WireJSON", "Deciding", "Store", "StoreSQLite", "StorePostgres",
                "Pages", "Schemas",
            ],
            outside: ["Crypto", "ServiceLifecycle", "UnixSignals", "Logging", "Metrics", "Tracing"]),
        Row(
            module: "Operator",
            ours: [
                "Vocabulary", "Messages", "WireJSON", "Schemas", "Reference", "Rulebook", "CampaignFile",
                "RequestFiles",
                "Deciding", "Children", "Sealing", "Kafka", "Store", "ServiceKit", "Pages",
            ],
            outside: ["ArgumentParser", "Yams", "AsyncHTTPClient", "Subprocess", "Logging"]),
        Row(
            module: "IntakeDomain",
            ours: ["Vocabulary", "Messages", "Reference", "Rulebook", "Deciding", "WireJSON"], outside: []),
        Row(
            module: "Intake",
            ours: [
                "IntakeDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "Tables", "Imports", "RequestFiles",
                "WireJSON", "Deciding", "Store", "ServiceKit", "Pages", "Schemas",
            ],
            outside: ["Crypto"]),
        Row(
            module: "ValidationDomain",
            ours: ["Vocabulary", "Messages", "Reference", "Rulebook", "Deciding", "WireJSON"], outside: []),
        Row(
            module: "Validation",
            ours: [
                "ValidationDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "Tables", "RequestFiles",
                "WireJSON", "Deciding", "Store", "ServiceKit", "Pages", "Schemas",
            ], outside: []),
        Row(
            module: "SchedulingDomain",
            ours: ["Vocabulary", "Messages", "Reference", "Rulebook", "Deciding", "WireJSON"], outside: []),
        Row(
            module: "Scheduling",
            ours: [
                "SchedulingDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "Tables", "Imports",
                "RequestFiles",
                "WireJSON", "Deciding", "Store", "ServiceKit", "Pages", "Schemas",
            ], outside: []),
        Row(
            module: "NotificationsDomain",
            ours: ["Vocabulary", "Messages", "Reference", "Rulebook", "Deciding", "WireJSON"],
            outside: ["Crypto", "Mustache"]),
        Row(
            module: "Notifications",
            ours: [
                "NotificationsDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "Tables", "RequestFiles",
                "WireJSON", "Deciding", "Store", "ServiceKit", "Pages", "Schemas",
            ], outside: ["Crypto", "Mustache"]),
        Row(module: "Broker", ours: ["CRDKafka", "Kafka", "Messages"], outside: ["ArgumentParser"]),
    ]

    /// Modules of the toolchain, open to all. Glibc and Testing have rules of their own.
    static let toolchain = [
        "Foundation", "FoundationNetworking", "Dispatch", "CDispatch", "Synchronization", "Darwin", "Glibc",
    ]

    /// Modules that come with a declared product and stand in its signatures, so that callers have to import them too.
    static let comesWith: [String: [String]] = [
        "Hummingbird": ["HummingbirdCore", "HTTPTypes", "NIOCore"],
        "AsyncHTTPClient": ["NIOCore", "NIOHTTP1", "NIOFoundationCompat"],
        "Metrics": ["CoreMetrics"],
        "ServiceLifecycle": ["UnixSignals"],
    ]

    static func rule(for module: String) -> Row? { rows.first { $0.module == module } }
}
