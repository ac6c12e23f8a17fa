// swift-tools-version: 6.2
// The import table of the house: a target sees exactly the modules named here.
// Build with `--explicit-target-dependency-import-check error`; Tests/Tidy compares the import lines for the rest.
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// From outside, by the name the table in docs/architecture.md uses.
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")

/// A module of the house.
func module(_ name: String, in folder: String = "Shared", _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "\(folder)/\(name)", swiftSettings: strict)
}

/// A program; its product carries the command's name.
func program(
    _ name: String, in folder: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies, path: "\(folder)/\(name)", exclude: exclude, swiftSettings: strict)
}

/// A service: its domain, a module of its own so that it can't reach a clock or a store, and its program.
func service(
    _ name: String, domain: [Target.Dependency], app: [Target.Dependency], domainSettings: [SwiftSetting] = []
) -> [Target] {
    [
        .target(
            name: "\(name)Domain", dependencies: domain, path: "Services/\(name)/Domain",
            swiftSettings: strict + domainSettings),
        .executableTarget(
            name: name, dependencies: [.target(name: "\(name)Domain")] + app, path: "Services/\(name)/App",
            swiftSettings: strict),
    ]
}

/// A test folder: sees what it tests, and TestKit.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, resources: resources,
        swiftSettings: strict)
}

/// The services of the product.
let services = [
    service(
        "Intake", domain: ["Vocabulary", "Messages", "Rulebook", "Deciding"],
        app: [
            "Vocabulary", "Messages", "Reference", "Rulebook", "Tables", "RequestFiles", "Imports", "Deciding",
            "Store", "ServiceKit", "Pages",
        ]),
    service(
        "Validation", domain: ["Vocabulary", "Messages", "Rulebook", "Deciding"],
        app: [
            "Vocabulary", "Messages", "Reference", "Rulebook", "RequestFiles", "Store", "ServiceKit", "Pages",
        ]),
    service(
        "Scheduling", domain: ["Vocabulary", "Messages", "Reference", "Deciding"],
        app: [
            "Vocabulary", "Messages", "Reference", "Deciding", "WireJSON", "Tables", "Imports", "Store", "ServiceKit",
            "Pages",
        ],
        // Its search is arithmetic over arrays: unoptimised it takes minutes for what else takes seconds.
        domainSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    service(
        "Notifications", domain: ["Vocabulary", "Messages", "Deciding", crypto, mustache],
        app: ["Vocabulary", "Messages", "Reference", "Store", "ServiceKit", "Pages", mustache]),
].flatMap(\.self)

let package = Package(
    name: "alp",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "alp", targets: ["Operator"]),
        .executable(name: "alp-broker", targets: ["Broker"]),
        .executable(name: "alp-intake", targets: ["Intake"]),
        .executable(name: "alp-validation", targets: ["Validation"]),
        .executable(name: "alp-scheduling", targets: ["Scheduling"]),
        .executable(name: "alp-notifications", targets: ["Notifications"]),
        .executable(name: "proof-service", targets: ["ProofService"]),
        .executable(name: "torture", targets: ["Torture"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // System libraries
        .systemLibrary(
            name: "CRDKafka", path: "Shared/CRDKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(name: "CPQ", path: "Shared/CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Shared
        module("Vocabulary"),
        module("WireJSON"),
        module("Tables"),
        module("Messages", ["Vocabulary", "WireJSON"]),
        module("Schemas", ["Vocabulary", "Messages"]),
        module("Reference", ["Vocabulary", "Tables", crypto]),
        module("Rulebook", ["Vocabulary", "Reference"]),
        module("CampaignFile", ["Vocabulary", yams]),
        module("RequestFiles", ["Vocabulary", "Tables"]),
        module("Imports", ["Pages", "Tables"]),
        module("Children"),
        module("Deciding", ["Vocabulary"]),
        module("Kafka", ["CRDKafka", log, metrics]),
        module("Store"),
        module("StoreSQLite", ["Store", grdb, grdbSQLite]),
        module("StorePostgres", ["Store", "CPQ"]),
        module(
            "Pages",
            [
                "Vocabulary", hummingbird, hummingbirdCore, httpTypes, nioCore, nioPosix, crypto, log, metrics,
                lifecycle,
            ]),
        module(
            "ServiceKit",
            [
                "Kafka", "Vocabulary", "WireJSON", "Messages", "Deciding", "Store", "StoreSQLite", "StorePostgres",
                "Pages", "Schemas", crypto, lifecycle, signals, log, metrics,
            ]),

        // Programs
        program(
            "Operator", in: "Services",
            [
                "Vocabulary", "WireJSON", "Messages", "Schemas", "Reference", "Rulebook", "CampaignFile",
                "RequestFiles",
                "Deciding", "Children", "Kafka", "Store", "ServiceKit", "Pages", arguments, httpClient, log,
            ]),
        program("Broker", in: "Services", ["CRDKafka", "Messages", arguments]),
        // Tests: the kit, the test service that stands in for the five, and a folder a module
        module("TestKit", in: "Tests", ["Children", "Vocabulary", "Messages", crypto]),
        module(
            "FaceKit", in: "Tests",
            ["TestKit", "Pages", "ServiceKit", "Messages", "Store", "StoreSQLite", "Vocabulary", lifecycle, log]),
        module("ProofDomain", in: "Tests", ["Vocabulary", "Deciding"]),
        module(
            "ProofApp", in: "Tests",
            ["ProofDomain", "Vocabulary", "WireJSON", "Messages", "Store", "ServiceKit", "Pages"]),
        program(
            "ProofService", in: "Tests",
            ["ProofApp", "ProofDomain", "ServiceKit"],
            exclude: ["topics.json"]),
        module("ProofPlay", in: "Tests", ["TestKit", "Messages", "Vocabulary", "Kafka", log]),
        program("Torture", in: "Tests", ["ProofPlay", "TestKit"]),
        tests("Tidy", []),
        tests("WireJSONTests", ["WireJSON"]),
        tests("VocabularyTests", ["Vocabulary"]),
        tests("RulebookTests", ["Vocabulary", "Rulebook", "TestKit"]),
        tests("CampaignFileTests", ["Vocabulary", "CampaignFile", "TestKit"]),
        tests("RequestFilesTests", ["Vocabulary", "CampaignFile", "RequestFiles", "TestKit"]),
        tests(
            "SampleTests",
            ["Vocabulary", "Tables", "Reference", "Rulebook", "CampaignFile", "RequestFiles", "TestKit"]),
        tests("TablesTests", ["Tables", "TestKit"]),
        tests("ImportsTests", ["Imports", "Tables"]),
        tests("ReferenceTests", ["Reference", "Vocabulary", "TestKit", crypto]),
        tests("MessagesTests", ["Vocabulary", "Messages", "Schemas"], exclude: ["Golden", "Tools"]),
        tests("BrokerTests", ["Broker", "Messages", "TestKit"]),
        tests("KafkaTests", ["Kafka", log]),
        tests("KafkaBrokerTests", ["CRDKafka", "Kafka", "TestKit", log]),
        tests("StoreContractTests", ["Store", "StoreSQLite", "StorePostgres", "TestKit"]),
        tests(
            "HTTPTests",
            [
                "FaceKit", "TestKit", "ProofApp", "ProofDomain", "ServiceKit", "Schemas", "Messages", "Pages",
                "CampaignFile", "Vocabulary",
            ]),
        tests("PagesTests", ["TestKit", "Pages", "Vocabulary", lifecycle, log, metrics]),
        tests(
            "ServiceKitTests",
            [
                "ServiceKit", "Vocabulary", "Messages", "Deciding", "Kafka", "Store", "StoreSQLite", "StorePostgres",
                "Pages", "ProofApp", "ProofDomain", "TestKit", log, metrics,
            ]),
        tests(
            "SimulationTests",
            [
                "ServiceKit", "Vocabulary", "Messages", "Deciding", "Kafka", "Store", "StoreSQLite", "ProofApp",
                "ProofDomain", "TestKit",
            ]),
        tests(
            "RuntimeTests",
            [
                "ServiceKit", "Vocabulary", "Messages", "Deciding", "Kafka", "Store", "StoreSQLite", "StorePostgres",
                "ProofPlay", "TestKit", log,
            ]),
        tests(
            "OperatorTests",
            ["Operator", "TestKit", "Vocabulary", "Messages", "Kafka", "Pages", lifecycle, log]),
        tests("IntakeDomainTests", ["IntakeDomain", "Vocabulary", "Messages", "Rulebook", "Deciding"]),
        tests(
            "IntakeTests",
            [
                "Intake", "IntakeDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "CampaignFile", "Tables",
                "Kafka", "Store", "StoreSQLite", "StorePostgres", "ServiceKit", "Pages", "Imports", "FaceKit",
                "TestKit",
            ]),
        tests(
            "ValidationDomainTests",
            ["ValidationDomain", "Vocabulary", "Messages", "Rulebook", "Deciding", "TestKit"]),
        tests(
            "ValidationTests",
            [
                "Validation", "ValidationDomain", "Vocabulary", "Messages", "Reference", "Rulebook", "CampaignFile",
                "RequestFiles", "Deciding", "Kafka", "Store", "StoreSQLite", "StorePostgres", "ServiceKit", "Pages",
                "FaceKit", "TestKit",
            ]),
        tests(
            "SchedulingDomainTests",
            [
                "SchedulingDomain", "Vocabulary", "Messages", "Reference", "Deciding", "CampaignFile", "RequestFiles",
                "TestKit",
            ], exclude: ["Fixtures"]),
        tests(
            "SchedulingTests",
            [
                "Scheduling", "SchedulingDomain", "Vocabulary", "Messages", "Reference", "CampaignFile",
                "RequestFiles", "ServiceKit", "Store", "StoreSQLite", "StorePostgres", "Pages", "Imports", "FaceKit",
                "TestKit",
            ]),
        tests(
            "NotificationsDomainTests",
            ["NotificationsDomain", "Vocabulary", "Messages", "Deciding", "CampaignFile"], exclude: ["Letters"]),
        tests(
            "NotificationsTests",
            [
                "Notifications", "NotificationsDomain", "Vocabulary", "Messages", "CampaignFile", "Store",
                "StoreSQLite", "StorePostgres", "ServiceKit", "Pages", "FaceKit", "TestKit",
            ]),
        tests("EndToEnd", ["ProofPlay", "TestKit"]),
    ]
        + services,
    swiftLanguageModes: [.v6]
)
