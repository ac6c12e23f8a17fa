import Logging
import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct ConfigurationReadingTests {
    private typealias Sample = ConfigurationSample

    @Test func `defaults stand where nothing is said`() throws {
        let configuration = try Sample.configuration(Sample.needed)
        #expect(configuration.service == "validation")
        #expect(configuration.environment == "dev")
        #expect(configuration.source == "urn:alp:dev:validation")
        #expect(configuration.store.revealed == "sqlite:a.sqlite")
        #expect(configuration.kafka == .servers("localhost:9092"))
        #expect(configuration.kafkaProperties.isEmpty)
        #expect(configuration.listen == ConfigurationAddress(host: "127.0.0.1", port: 8080))
        #expect(configuration.operatorListen == ConfigurationAddress(host: "127.0.0.1", port: 0))
        #expect(configuration.operatorListen.isLoopback)
        #expect(configuration.tokensFile == nil)
        #expect(configuration.addressFile == nil)
        #expect(configuration.topicsFile == nil)
        #expect(configuration.batchLimit == 500)
        #expect(configuration.stopDeadline == .seconds(20))
        #expect(configuration.logLevel == .info)
        #expect(configuration.logFormat == .json)
        #expect(!configuration.isClockVirtual)
    }

    @Test func `a flag wins over the environment, that over the file, that over the default`() throws {
        let files = Sample.files(["alp.json": #"{"batch-limit": 3, "log-level": "debug", "stop-deadline": "5s"}"#])
        let values = try Sample.values(
            Sample.needed + ["--batch-limit", "1", "--config", "alp.json"],
            variables: ["ALP_BATCH_LIMIT": "2", "ALP_LOG_LEVEL": "error", "HOME": "/root"], files: files)
        #expect(values.count("batch-limit") == 1)
        #expect(values.source("batch-limit") == .flag)
        #expect(values.text("log-level") == "error")
        #expect(values.source("log-level") == .variable)
        #expect(values.duration("stop-deadline") == .seconds(5))
        #expect(values.source("stop-deadline") == .file(path: "alp.json"))
        #expect(values.source("log-format") == .standard)
        #expect(values.source("tokens") == nil)
    }

    @Test func `a value follows its flag, or an equals sign`() throws {
        let values = try Sample.values(["--store=sqlite:a=b", "--kafka", "[::1]:9092,b:1", "--listen=[::]:80"])
        #expect(values.text("store") == "sqlite:a=b")
        #expect(values.kafka("kafka") == .servers("[::1]:9092,b:1"))
        #expect(values.address("listen")?.description == "[::]:80")
    }

    @Test func `the embedded broker is named by its address file`() throws {
        let values = try Sample.values(["--store", "sqlite:a", "--kafka", "embedded:/run/broker.address"])
        #expect(values.kafka("kafka") == .embedded(addressFile: "/run/broker.address"))
    }

    @Test func `properties come from all sources and are overridden name by name`() throws {
        let files = Sample.files([
            "alp.json": #"{"kafka-properties": {"linger.ms": "1", "ssl.ca.pem": "@ca.pem", "sasl.password": "hush"}}"#,
            "ca.pem": "certificate\n",
        ])
        let values = try Sample.values(
            Sample.needed + ["-X", "linger.ms=3", "-Xdebug=", "--config=alp.json"],
            variables: ["ALP_KAFKA_PROPERTIES": "linger.ms=2; sasl.username=ana\nclient.id=a=b"], files: files)
        #expect(
            values.properties == [
                "linger.ms": "3", "debug": "", "sasl.username": "ana", "client.id": "a=b", "ssl.ca.pem": "certificate",
                "sasl.password": "hush",
            ])
    }

    @Test func `the path of the file can come from the environment, and a flag wins over it`() throws {
        let files = Sample.files(["a.json": #"{"batch-limit": 1}"#, "b.json": #"{"batch-limit": "2"}"#])
        let one = try Sample.values(Sample.needed, variables: ["ALP_CONFIG": "a.json"], files: files)
        #expect(one.count("batch-limit") == 1)
        let other = try Sample.values(
            Sample.needed + ["--config", "b.json"], variables: ["ALP_CONFIG": "a.json"], files: files)
        #expect(other.count("batch-limit") == 2)
    }

    @Test func `a service adds options and commands of its own`() throws {
        let table = ConfigurationTable.service(
            "scheduling", listen: "127.0.0.1:8083",
            own: [
                ConfigurationOption(
                    "solver-time", .duration(.zero...(.seconds(60))), standard: "2s", help: "How long."),
                ConfigurationOption("dry-run", .flag, help: "Changes nothing."),
                ConfigurationOption("link-key", .text, isSecret: true, help: "Signs links."),
            ],
            commands: [.init("verify", help: "Compares.")])
        let files = Sample.files(["key": "k3y\n"])
        let values = try Sample.values(
            ["verify", "--dry-run", "--link-key", "@key"] + Sample.needed, table: table, files: files)
        #expect(values.command == "verify")
        #expect(values.duration("solver-time") == .seconds(2))
        #expect(values.flag("dry-run"))
        #expect(values.secret("link-key")?.revealed == "k3y")
        #expect(values.address("listen")?.port == 8083)
        #expect(!values.description.contains("k3y"))
        let other = try Sample.values(Sample.needed, variables: ["ALP_DRY_RUN": "false"], table: table)
        #expect(other.command == "serve")
        #expect(!other.flag("dry-run"))
        #expect(
            Sample.problems(Sample.needed + ["verfy"], table: table) == [
                #"unknown command "verfy": did you mean verify?"#
            ])
        #expect(
            Sample.problems(["serve", "verify"] + Sample.needed, table: table) == [
                #""verify" is one command too many after serve"#
            ])
    }

    @Test func `a store's password comes from the environment or a file, and is printed nowhere`() throws {
        let url = "postgres://alp:hush@db/validation"
        let fromVariable = try Sample.configuration(["--kafka", "k:1"], variables: ["ALP_STORE": url])
        #expect(fromVariable.store.revealed == url)
        let values = try Sample.values(["--kafka", "k:1", "--store", "@url"], files: Sample.files(["url": url + "\n"]))
        #expect(values.text("store") == url)
        let properties = try Sample.configuration(
            Sample.needed, variables: ["ALP_KAFKA_PROPERTIES": "sasl.password=hush;linger.ms=5"])
        var dumped = ""
        dump(fromVariable, to: &dumped)
        dump(values, to: &dumped)
        dump(properties, to: &dumped)
        for text in [dumped, "\(fromVariable)", String(reflecting: values), "\(properties)", "\(fromVariable.store)"] {
            #expect(!text.contains("hush"))
        }
        #expect("\(fromVariable)".contains("store: postgres://alp:•••@db/validation"))
        #expect("\(properties)".contains("kafka-properties: linger.ms=5, sasl.password=•••"))
    }

    @Test(arguments: ["--help", "-h"])
    func `help is printed whatever else is wrong`(flag: String) throws {
        let request = try Sample.table.read(
            arguments: ["--batch-limit", "x", flag], variables: ["ALP_NONSENSE": "1"], files: Sample.files([:]))
        #expect(request == .help(Sample.table.help))
    }
}
