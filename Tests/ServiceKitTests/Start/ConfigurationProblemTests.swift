import Testing

@testable import ServiceKit

/// Every way to say it wrong, and the line that answers.
@Suite(.timeLimit(.minutes(1)))
struct ConfigurationProblemTests {
    private typealias Sample = ConfigurationSample

    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: [String] = []
        var variables: [String: String] = [:]
        var line: String
        var testDescription: String { line }
    }

    static let address = "expected HOST:PORT, the port 0 to 65535 (0: a free one), an IPv6 address in [ ]"
    static let label = "expected 1 to 32 of a-z, 0-9 and -"
    static let kafka = "expected HOST:PORT[,HOST:PORT…] or embedded:ADDRESS-FILE"
    static let store = "expected sqlite:PATH or postgres://USER@HOST/DATABASE"
    static let deadline = "expected a number with its unit (ms, s, m, h), from 1s to 10m"

    static let flags: [Case] = [
        Case(arguments: ["--batch-limt", "5"], line: "unknown flag --batch-limt: did you mean --batch-limit?"),
        Case(arguments: ["--bacth-limit=5"], line: "unknown flag --bacth-limit: did you mean --batch-limit?"),
        Case(arguments: ["--frobnicate"], line: "unknown flag --frobnicate: --help lists what there is"),
        Case(arguments: ["--kafka-properties", "a=b"], line: "unknown flag --kafka-properties: did you mean -X?"),
        Case(arguments: ["-v"], line: "unknown flag -v: --help lists what there is"),
        Case(arguments: ["--"], line: "unknown flag --: --help lists what there is"),
        Case(arguments: ["serve"], line: #""serve" is not expected: options begin with --"#),
        Case(arguments: ["--tokens"], line: "--tokens needs a value (the path of a file), and nothing follows"),
        Case(arguments: ["--config"], line: "--config needs a value (the path of a file), and nothing follows"),
        Case(
            arguments: ["--tokens", "--log-level=info"],
            line: #"--tokens needs a value (the path of a file), and "--log-level=info" follows"#),
        Case(
            arguments: ["--batch-limit", "1", "--batch-limit", "1"],
            line: "--batch-limit is given twice: which one is meant?"),
        Case(arguments: ["-X"], line: "-X needs a value (NAME=VALUE or NAME=@FILE), and none follows"),
        Case(arguments: ["-X", "linger.ms"], line: "-X is malformed: expected NAME=VALUE or NAME=@FILE"),
        Case(arguments: ["-X", "=5"], line: "-X is malformed: expected NAME=VALUE or NAME=@FILE"),
        Case(
            arguments: ["-X", "sasl.password=hush"],
            line: "-X sasl.password: a secret does not belong on a command line, where every user can read it:"
                + " give -X sasl.password=@FILE"),
        Case(
            arguments: ["-X", "sasl.password=@none"],
            line: #"-X sasl.password "none": No such file or directory"#),
        Case(arguments: ["--config", "none"], line: #"--config "none": No such file or directory"#),
    ]

    static let values: [Case] = [
        Case(arguments: ["--environment", "Dev"], line: #"--environment is "Dev": \#(label)"#),
        Case(
            variables: ["ALP_ENVIRONMENT": String(repeating: "a", count: 33)],
            line: #"ALP_ENVIRONMENT is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": \#(label)"#),
        Case(variables: ["ALP_ENVIRONMENT": ""], line: "ALP_ENVIRONMENT is empty: \(label)"),
        Case(
            arguments: ["--batch-limit", "0"], line: #"--batch-limit is "0": expected a whole number from 1 to 10000"#),
        Case(
            variables: ["ALP_BATCH_LIMIT": "5e2"],
            line: #"ALP_BATCH_LIMIT is "5e2": expected a whole number from 1 to 10000"#),
        Case(
            arguments: ["--batch-limit", "99999999999999999999"],
            line: #"--batch-limit is "99999999999999999999": expected a whole number from 1 to 10000"#),
        Case(arguments: ["--stop-deadline", "20"], line: #"--stop-deadline is "20": \#(deadline)"#),
        Case(arguments: ["--stop-deadline", "-5s"], line: #"--stop-deadline is "-5s": \#(deadline)"#),
        Case(arguments: ["--stop-deadline", "1d"], line: #"--stop-deadline is "1d": \#(deadline)"#),
        Case(arguments: ["--stop-deadline", "2h"], line: #"--stop-deadline is "2h": \#(deadline)"#),
        Case(arguments: ["--listen", "8080"], line: #"--listen is "8080": \#(address)"#),
        Case(arguments: ["--listen", ":8080"], line: #"--listen is ":8080": \#(address)"#),
        Case(arguments: ["--listen", "a:65536"], line: #"--listen is "a:65536": \#(address)"#),
        Case(arguments: ["--listen", "::1:80"], line: #"--listen is "::1:80": \#(address)"#),
        Case(variables: ["ALP_OPERATOR_LISTEN": "a b:1"], line: #"ALP_OPERATOR_LISTEN is "a b:1": \#(address)"#),
        Case(
            arguments: ["--log-level", "INFO"],
            line: #"--log-level is "INFO": expected one of trace, debug, info, notice, warning, error, critical"#),
        Case(
            variables: ["ALP_LOG_FORMAT": "xml"], line: #"ALP_LOG_FORMAT is "xml": expected one of json, text"#),
        Case(
            arguments: ["--tokens", "a\nerror: all is lost"],
            line: #"--tokens is "a\nerror: all is lost": expected the path of a file"#),
        Case(
            variables: ["ALP_BATCHLIMIT": "1"],
            line: "unknown environment variable ALP_BATCHLIMIT: did you mean ALP_BATCH_LIMIT?"),
        Case(
            variables: ["ALP_SOLVER": "1"],
            line: "unknown environment variable ALP_SOLVER: --help lists what there is"),
    ]

    @Test(arguments: flags + values)
    func `one line names the option, its source, the value and what is expected`(bad: Case) {
        let problems = Sample.problems(Sample.needed + bad.arguments, variables: bad.variables)
        #expect(problems == [bad.line])
    }

    /// Of the two options that must be given.
    @Test(arguments: [
        Case(arguments: ["--store", "mysql://a", "--kafka", "k:1"], line: "--store is malformed: \(store)"),
        Case(arguments: ["--store", "sqlite:", "--kafka", "k:1"], line: "--store is malformed: \(store)"),
        Case(
            arguments: ["--kafka", "k:1"], variables: ["ALP_STORE": "postgres://alp:hush@d b"],
            line: "ALP_STORE is malformed: \(store)"),
        Case(
            arguments: ["--store", "postgres://alp:hush@db/a", "--kafka", "k:1"],
            line: "--store: a secret does not belong on a command line, where every user can read it: set ALP_STORE,"
                + " or give --store @FILE"),
        Case(
            arguments: ["--store", "postgres://db/a?user=alp&password=hush", "--kafka", "k:1"],
            line: "--store: a secret does not belong on a command line, where every user can read it: set ALP_STORE,"
                + " or give --store @FILE"),
        Case(arguments: ["--store", "sqlite:a", "--kafka", "localhost"], line: #"--kafka is "localhost": \#(kafka)"#),
        Case(arguments: ["--store", "sqlite:a", "--kafka", "k:0"], line: #"--kafka is "k:0": \#(kafka)"#),
        Case(arguments: ["--store", "sqlite:a", "--kafka", "k:1,"], line: #"--kafka is "k:1,": \#(kafka)"#),
        Case(arguments: ["--store", "sqlite:a", "--kafka", "embedded:"], line: #"--kafka is "embedded:": \#(kafka)"#),
        Case(arguments: ["--kafka", "k:1"], line: "--store URL is missing (or ALP_STORE): \(store)"),
        Case(arguments: ["--store", "sqlite:a"], line: "--kafka SERVERS is missing (or ALP_KAFKA): \(kafka)"),
        Case(
            arguments: ["--store", "sqlite:a", "--kafak", "k:1"], line: "unknown flag --kafak: did you mean --kafka?"),
    ])
    func `store and kafka must be given, and well`(bad: Case) {
        #expect(Sample.problems(bad.arguments, variables: bad.variables) == [bad.line])
    }

    @Test(arguments: [
        (#"{"batch-limt": 1}"#, #"alp.json: "batch-limt""#, "did you mean batch-limit?"),
        (#"{"config": "b.json"}"#, #"alp.json: "config""#, "--help lists what there is"),
    ])
    func `an unknown name in the file stops the start`(text: String, place: String, hint: String) {
        let files = Sample.files(["alp.json": text])
        #expect(
            Sample.problems(Sample.needed + ["--config", "alp.json"], files: files) == [
                "unknown option \(place): \(hint)"
            ])
    }

    @Test(arguments: [
        (#"{"batch-limit": 1.5}"#, #"alp.json: batch-limit is "1.5": expected a whole number from 1 to 10000"#),
        (#"{"batch-limit": true}"#, #"alp.json: batch-limit is "true": expected a whole number from 1 to 10000"#),
        (#"{"batch-limit": {"a": "b"}}"#, "alp.json: batch-limit: expected a whole number from 1 to 10000"),
        (#"{"kafka-properties": "linger.ms=5"}"#, #"alp.json: kafka-properties: expected an object {"NAME": "VALUE"}"#),
    ])
    func `a value of the wrong form in the file stops the start`(text: String, line: String) {
        let files = Sample.files(["alp.json": text])
        #expect(Sample.problems(Sample.needed + ["--config", "alp.json"], files: files) == [line])
    }

    @Test(arguments: ["", "[]", "store=a", #"{"store": null}"#, #"{"store": ["a"]}"#, #"{"store": "hush""#])
    func `a file that is not such an object stops the start without being quoted`(text: String) {
        let problems = Sample.problems(
            Sample.needed + ["--config", "alp.json"], files: Sample.files(["alp.json": text]))
        #expect(
            problems == [
                "--config \"alp.json\": not a JSON object of texts, numbers and true or false, with the options' names as keys"
            ])
    }

    @Test func `a file with a secret that everybody can read stops the start`() {
        let contents = [
            "a.json": #"{"store": "postgres://u:hush@h/d"}"#,
            "b.json": #"{"kafka-properties": {"sasl.password": "x"}}"#,
            "c.json": #"{"kafka-properties": {"linger.ms": "5"}, "batch-limit": 5}"#, "password": "hush",
        ]
        let open = Sample.files(contents, mode: 0o644)
        for (path, isGood) in [("a.json", false), ("b.json", false), ("c.json", true)] {
            let problems = Sample.problems(["--kafka", "k:1", "--config", path, "--store", "sqlite:a"], files: open)
            #expect(problems == (isGood ? [] : ["\"\(path)\" holds a secret and every user can read it: chmod 600"]))
        }
        #expect(
            Sample.problems(Sample.needed + ["-X", "sasl.password=@password"], files: open)
                == [#"-X sasl.password "password": every user can read it: chmod 600"#])
        #expect(Sample.problems(Sample.needed + ["-X", "ssl.ca.pem=@password"], files: open).isEmpty)
    }

    @Test func `all problems are told at once, a line each`() {
        let problems = Sample.problems(
            Sample.needed + ["--batch-limit", "x", "--log-format", "y"], variables: ["ALP_STOP_DEADLINE": "z"])
        #expect(problems.count == 3)
        #expect(ConfigurationError(problems).description.split(separator: "\n").count == 3)
        #expect(ConfigurationError.exitCode == 64)
    }

    @Test func `a malformed value that a stronger source overrides still stops the start`() {
        let problems = Sample.problems(Sample.needed + ["--batch-limit", "5"], variables: ["ALP_BATCH_LIMIT": "many"])
        #expect(problems == [#"ALP_BATCH_LIMIT is "many": expected a whole number from 1 to 10000"#])
    }

    @Test(arguments: [
        (
            ["--clock", "virtual", "--environment", "prod"],
            #"--clock is "virtual": allowed in environment dev alone, and this is prod"#
        ),
        (
            ["-X", "plugin.library.paths=/tmp/a.so"],
            "-X plugin.library.paths is refused: it would run code of the configuration's choosing"
        ),
        (
            ["-X", "sasl.kerberos.kinit.cmd=sh"],
            "-X sasl.kerberos.kinit.cmd is refused: it would run code of the configuration's choosing"
        ),
        (
            ["-X", "enable.ssl.certificate.verification=false", "--environment", "prod"],
            "-X enable.ssl.certificate.verification would turn certificate checks off, which is allowed in environment"
                + " dev alone and this is prod"
        ),
        (
            ["-X", "ssl.endpoint.identification.algorithm=none", "--environment", "prod"],
            "-X ssl.endpoint.identification.algorithm would turn certificate checks off, which is allowed in environment"
                + " dev alone and this is prod"
        ),
    ])
    func `what is dangerous outside of development is refused`(arguments: [String], line: String) throws {
        #expect(throws: ConfigurationError(line)) { try Sample.configuration(Sample.needed + arguments) }
    }

    @Test func `in development a virtual clock and unchecked certificates are allowed`() throws {
        let configuration = try Sample.configuration(
            Sample.needed + ["--clock", "virtual", "-X", "enable.ssl.certificate.verification=false"])
        #expect(configuration.isClockVirtual)
    }
}
