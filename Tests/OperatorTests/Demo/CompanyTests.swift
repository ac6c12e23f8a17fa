import Foundation
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import Operator

/// Programs that listen as services do, as far as the company sees: they write an address file and stay.
private struct FakePrograms {
    let folder: TemporaryFolder
    let demo: DemoFolder

    init(scheduling: String = "") throws {
        folder = try TemporaryFolder()
        demo = try DemoFolder(folder.file("demo").path)
        for service in DemoService.allCases {
            try Self.write(
                """
                #!/bin/bash
                echo "$@" >>"$0.arguments"
                while [ $# -gt 0 ]; do case $1 in --address-file) file=$2 ;; --listen) at=$2 ;; esac; shift; done
                [ "$at" != 127.0.0.1:0 ] || at=127.0.0.1:$$
                \(service == .scheduling ? scheduling : "")
                sleep 1000 & # Of the same process group: it goes with this one.
                echo "{\\"business\\":\\"$at\\",\\"operator\\":\\"127.0.0.1:1\\"}" >"$file"
                trap 'exit 0' TERM
                wait
                """, to: folder.file(service.program))
        }
        try Self.write(
            """
            #!/bin/bash
            while [ $# -gt 0 ]; do case $1 in --address-file) file=$2 ;; esac; shift; done
            echo 127.0.0.1:9 >"$file"
            exec sleep 1000
            """, to: folder.file("alp-broker"))
    }

    private static func write(_ text: String, to file: URL) throws {
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
    }

    var setting: CompanySetting {
        CompanySetting(
            folder: demo, programs: folder.url, sample: folder.url, kafka: nil, properties: ["a=b"], stores: .sqlite,
            instances: DemoService.allCases.map { DemoInstance(service: $0, number: 1) }, departements: ["01", "69"])
    }

    func arguments(_ service: DemoService) throws -> [String] {
        try String(contentsOf: folder.file("\(service.program).arguments"), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }
}

private let intake = DemoInstance(service: .intake, number: 1)
private let may = Instant(milliseconds: 1_588_320_000_000)

private func isRunning(_ process: pid_t) -> Bool { kill(process, 0) == 0 }

@Suite(.timeLimit(.minutes(1)))
struct `The company of processes` {
    @Test func `starts Intake first, so that letters name its address, and ends all`() async throws {
        let fake = try FakePrograms()
        let company = Company(fake.setting, time: may)
        try await company.start()
        let address = try #require(await company.addresses(intake))
        let process = try #require(await company.process(intake))
        #expect(address.business.hasPrefix("127.0.0.1:"))
        let told = try #require(try fake.arguments(.notifications).first)
        #expect(told.contains("--intake-url http://\(address.business)"))
        #expect(told.contains("--topics product:01,69"))
        #expect(told.contains("--clock virtual --clock-start 2020-05-01T08:00:00.000Z"))
        #expect(told.contains("-X a=b"))
        await company.stop()
        #expect(!isRunning(process))
    }

    @Test func `starts a killed one again where it listened, at the time that the clocks were set to`() async throws {
        let fake = try FakePrograms()
        let company = Company(fake.setting, time: may)
        try await company.start()
        let first = try #require(await company.addresses(intake))
        let killed = try #require(await company.process(intake))
        await company.timeIs(may + .seconds(86_400))
        try await company.killAndStart(intake)
        #expect(!isRunning(killed))
        let again = try await eventually("the second start") { () -> String? in
            let starts = try fake.arguments(.intake)
            return starts.count == 2 ? starts[1] : nil
        }
        #expect(again.contains("--listen \(first.business)"))
        #expect(again.contains("--clock-start 2020-05-02T08:00:00.000Z"))
        #expect(await company.starts(intake) == 2)
        try await company.check()
        await company.kill()
    }

    @Test func `tells which process ended by itself, with its last words`() async throws {
        let fake = try FakePrograms(scheduling: "echo 'no store' >&2; exit 65")
        let company = Company(fake.setting, time: may)
        let failure = await #expect(throws: OperatorFailure.self) { try await company.start() }
        #expect(failure?.line == "scheduling ended by itself (exit code 65); its log says: no store")
        await company.kill()
    }

    @Test func `names a program that wasn't built`() async throws {
        let fake = try FakePrograms()
        try FileManager.default.removeItem(at: fake.folder.file("alp-scheduling"))
        let failure = #expect(throws: OperatorFailure.self) { try fake.setting.checkPrograms() }
        #expect(failure?.line.contains("build it with swift build --product alp-scheduling") == true)
    }

    @Test func `gives each service a database of its own on PostgreSQL`() throws {
        let place = try PostgresPlace("postgres://alp@/demo?host=/tmp/x&port=5")
        #expect(place.address(of: .intake) == "postgres://alp@/demo_intake?host=/tmp/x&port=5")
        #expect(throws: OperatorFailure.self) { try PostgresPlace("sqlite:x") }
        #expect(throws: OperatorFailure.self) { try PostgresPlace("postgres://alp@host/") }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `alp demo, asked wrongly` {
    @Test(arguments: [
        (["--instances", "scheduling=3"], "one process opens an SQLite file"),
        (["--instances", "cooking=2"], "write SERVICE=NUMBER"),
        (["--instances", "scheduling=0"], "write SERVICE=NUMBER"),
        (["--sample", "/nowhere"], "there is no requests.jsonl"),
        (["--store", "sqlite:x"], "isn't a PostgreSQL server's address"),
        (["--kills", "-1"], "--kills"),
    ])
    func `says in one line what to do`(arguments: [String], line: String) async throws {
        let told = try await Alp(["demo"] + arguments)
        #expect(told.code == .exit(64), "\(told.errors)")
        #expect(told.errors.count == 1)
        #expect(told.errors.first?.contains(line) == true, "\(told.errors)")
    }
}
