import Testing

@Suite("Targets and imports", .timeLimit(.minutes(1)))
struct TargetTests {
    private func manifest(_ targets: String) -> SourceFile {
        SourceFile(
            "Package.swift",
            """
            let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
            let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
                    .executable(name: "alp-broker", targets: ["Broker"]),
            \(targets)
            """)
    }

    @Test func `a manifest is read`() {
        let read = Manifest(
            manifest(
                """
                        .systemLibrary(name: "CPQ", path: "Shared/CPQ", providers: [.apt(["libpq-dev"])]),
                        module("Store", [log]),
                        program(
                            "Broker", in: "Services",
                            ["Kafka", log]),
                        tests("StoreTests", ["Store"]),
                """))
        #expect(read.commands == ["alp-broker"])
        #expect(read.targets.map(\.name) == ["CPQ", "Store", "Broker", "StoreTests"])
        #expect(read.targets.map(\.folder) == ["Shared/CPQ", "Shared/Store", "Services/Broker", "Tests/StoreTests"])
        #expect(read.targets.map(\.ours) == [[], [], ["Kafka"], ["Store"]])
        #expect(read.targets.map(\.outside) == [[], ["Logging"], ["Logging"], []])
        #expect(read.targets.map(\.line) == [4, 5, 6, 9])
    }

    @Test func `a service is a domain and a program`() {
        let read = Manifest(
            manifest(
                """
                    service(
                        "Intake", domain: ["Vocabulary", log],
                        app: [
                            "Pages", grdb,
                        ]),
                """))
        #expect(read.targets.map(\.name) == ["IntakeDomain", "Intake"])
        #expect(read.targets.map(\.folder) == ["Services/Intake/Domain", "Services/Intake/App"])
        #expect(read.targets.map(\.ours) == [["Vocabulary"], ["IntakeDomain", "Pages"]])
        #expect(read.targets.map(\.outside) == [["Logging"], ["GRDB"]])
    }

    private func messages(_ targets: String, _ files: SourceFile...) -> [String] {
        targetsFollowTheTable([manifest(targets)] + files).map(\.message)
    }

    @Test func `the manifest says no more than the table`() {
        let file = SourceFile("Shared/Store/A.swift", "struct A {}")
        #expect(messages("        module(\"Store\", [log]),", file) == [])
        #expect(messages("        module(\"Store\", [\"Kafka\"]),", file) == ["Store may not see Kafka"])
        #expect(messages("        module(\"Store\", [grdb]),", file) == ["Store may not see GRDB"])
        #expect(
            messages("        module(\"Cache\"),", SourceFile("Shared/Cache/A.swift", "struct A {}"))
                == ["target Cache has no row in the import table (Tests/Tidy/Checks/ImportTable.swift)"])
    }

    @Test func `targets, folders and names agree`() {
        #expect(messages("        module(\"Store\"),") == ["target Store has no file under Shared/Store/"])
        #expect(
            messages("        tests(\"Stores\"),", SourceFile("Tests/Stores/A.swift", "struct A {}"))
                == ["a test target is named for what it tests, with Tests behind: StoresTests"])
        #expect(
            messages("", SourceFile("Shared/Lost/A.swift", "struct A {}")) == [
                "folder Shared/Lost belongs to no target"
            ])
    }

    @Test func `an import is declared and a declaration is used`() {
        func run(_ dependencies: String, _ code: String) -> [String] {
            importsAreDeclared([
                manifest("        module(\"Store\", [\(dependencies)]),"), SourceFile("Shared/Store/A.swift", code),
            ]).map(\.message)
        }
        #expect(run("log", "package import Logging") == [])
        #expect(run("", "import Foundation") == [])
        #expect(run("", "import Logging") == ["Store doesn't declare Logging in Package.swift"])
        #expect(run("log", "// import Logging") == ["Store declares Logging and no file imports it"])
        #expect(run("", "import Testing") == ["Store doesn't declare Testing in Package.swift"])
    }

    @Test(arguments: [
        ("import A", "A"), ("  package import A", "A"), ("@preconcurrency import A", "A"), ("import struct A.B", "A"),
        ("@_spi(B) public import A", "A"), ("important(a)", nil), ("let a = import_b", nil),
    ])
    func `an import line is read`(_ line: String, _ module: String?) {
        #expect(importedModule(line) == module)
    }

    @Test func `C is seen from its folder alone`() {
        func run(_ path: String, _ module: String) -> Int {
            cStaysInItsFolder([SourceFile(path, "import \(module)")]).count
        }
        #expect(run("Shared/Kafka/Handle/A.swift", "CRDKafka") == 0)
        #expect(run("Services/Broker/A.swift", "CRDKafka") == 0)
        #expect(run("Shared/Kafka/A.swift", "CRDKafka") == 1)
        #expect(run("Shared/StorePostgres/A.swift", "CPQ") == 0)
        #expect(run("Shared/Store/A.swift", "CPQ") == 1)
        #expect(run("Shared/Store/A.swift", "Glibc") == 1)
    }

    @Test func `no type bears a module's name`() {
        func run(_ code: String) -> Int {
            noTypeBearsAModulesName([manifest(""), SourceFile("Shared/Kafka/A.swift", code)]).count
        }
        #expect(run("package protocol Store {}") == 1)
        #expect(run("enum Kafka {}") == 1)
        #expect(run("struct StoreError {}") == 0)
        #expect(run("struct A {\n    struct Broker {}\n}") == 0)
        #expect(run("// the enum Kafka") == 0)
    }

    @Test(arguments: [
        ("Shared/A/StringUtils.swift", 1), ("Shared/A/Helpers.swift", 1), ("Shared/Utils/A.swift", 1),
        ("Shared/A/New/B.swift", 1), ("Shared/A/Extensions.swift", 1), ("Shared/A/RetryPolicy.swift", 0),
    ])
    func `a file is named for its content`(_ path: String, _ count: Int) {
        #expect(filesAreNamedForTheirContent([SourceFile(path, "struct A {}")]).count == count)
    }

    @Test(arguments: [
        ("A.swift", "", 1), ("A.swift", "// to come\nimport Testing\n", 1), ("Placeholder.swift", "let a = 1", 1),
        ("main.swift", "print(\"\")", 1), ("A.swift", "let a = 1", 0), ("a.md", " \n", 1), ("a.md", "a", 0),
    ])
    func `a file holds something`(_ name: String, _ text: String, _ count: Int) {
        #expect(noFileIsEmpty([SourceFile("Shared/A/\(name)", text)]).count == count)
    }
}
