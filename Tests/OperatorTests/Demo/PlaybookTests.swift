import Foundation
import TestKit
import Testing
import Vocabulary

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `The play` {
    private func sample() throws -> DemoSample {
        try DemoSample(PackageRoot.url.appendingPathComponent("Samples/lyon-2020-2021"))
    }

    @Test func `brings every request of the sample exactly once, in the order of time`() throws {
        let sample = try sample()
        let playbook = Playbook(sample, seed: 1)
        var came: [String] = []
        for scene in playbook.scenes {
            switch scene.step {
            case .importRequests(let ids, _): came += ids
            case .submit(let id): came.append(id)
            default: break
            }
        }
        #expect(came.count == sample.requests.count)
        #expect(Set(came) == Set(sample.requests.map(\.id)))
        #expect(zip(playbook.scenes, playbook.scenes.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(playbook.scenes.first?.step == .publishCampaign)
        #expect(playbook.scenes.last?.step == .releaseLetters)
    }

    @Test func `imports no request before it was received`() throws {
        let sample = try sample()
        let received = Dictionary(uniqueKeysWithValues: sample.requests.map { ($0.id, $0.receivedAt) })
        for scene in Playbook(sample, seed: 1).scenes {
            if case .importRequests(let ids, _) = scene.step {
                #expect(ids.allSatisfy { id in received[id].map { $0 < scene.at } ?? false })
            }
        }
    }

    @Test func `examines after the last request came, and lets out after the last examination`() throws {
        let scenes = Playbook(try sample(), seed: 1).scenes
        let arrival = try #require(
            scenes.lastIndex { if case .importRequests = $0.step { true } else { false } })
        let examination = try #require(scenes.lastIndex { $0.step == .examine(late: true) })
        let confirmation = try #require(scenes.lastIndex { $0.step == .confirm })
        let release = try #require(scenes.firstIndex { $0.step == .release })
        #expect(arrival < examination)
        #expect(examination < confirmation)
        #expect(confirmation < release)
    }

    @Test func `is the same for the same seed, and lets other pilots write for another`() throws {
        let sample = try sample()
        #expect(Playbook(sample, seed: 7) == Playbook(sample, seed: 7))
        #expect(Playbook(sample, seed: 7).written != Playbook(sample, seed: 8).written)
    }

    @Test func `lets pilots write what lacks a consent, so that it comes by a link`() throws {
        let sample = try sample()
        let playbook = Playbook(sample, seed: 1)
        let blocked = sample.requests.map(\.id).filter {
            sample.expectations[$0]?.lacksConsent == true && sample.expectations[$0]?.outcome == "blocked"
        }
        #expect(blocked.count == 4)
        #expect(playbook.written.isSuperset(of: blocked))
        #expect(playbook.written.count == blocked.count + Playbook.writtenAtLeast)
    }

    @Test func `sends a day's file as it stands in the sample, in both formats`() throws {
        let sample = try sample()
        let some = Array(sample.requests[3..<6])
        let lines = String(decoding: sample.file(of: some, as: .jsonLines), as: UTF8.self).split(separator: "\n")
        #expect(lines.map(String.init) == some.map(\.line))
        let table = SampleTable.records(String(decoding: sample.file(of: some, as: .csv), as: UTF8.self))
        #expect(table.count == 4)
        #expect(SampleTable.cells(table[0]).first == "\u{FEFF}numéro")
        #expect(table.dropFirst().map { SampleTable.cells($0)[0] } == some.map(\.id))
    }

    @Test func `kills every service in turn, where it has something to do`() throws {
        let scenes = Playbook(try sample(), seed: 1).scenes
        let instances = DemoService.allCases.map { DemoInstance(service: $0, number: 1) }
        let plan = KillPlan(8, scenes: scenes, instances: instances, seed: 3)
        #expect(plan.kills.count == 8)
        for instance in instances { #expect(plan.kills.count { $0.instance == instance } == 2) }
        #expect(plan == KillPlan(8, scenes: scenes, instances: instances, seed: 3))
        #expect(plan != KillPlan(8, scenes: scenes, instances: instances, seed: 4))
        #expect(
            plan.kills.allSatisfy { scenes.indices.contains($0.scene) && scenes[$0.scene].step != .publishCampaign })
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `A table of the sample` {
    @Test func `is cut at line ends outside of quotes, with a doubled quote for one`() {
        let text = "a;b\r\n1;\"x\ny;\"\"z\"\"\"\r\n\r\n2;w"
        #expect(SampleTable.records(text) == ["a;b", "1;\"x\ny;\"\"z\"\"\"", "2;w"])
        #expect(SampleTable.cells("1;\"x\ny;\"\"z\"\"\"") == ["1", "x\ny;\"z\""])
        #expect(SampleTable.rows("\u{FEFF}a;b\n1;2\n") == [["a": "1", "b": "2"]])
        #expect(SampleTable.rows("").isEmpty)
    }

    @Test func `of the directory tells who holds a function on a day, its ends included`() throws {
        let row = ["fonction": "head:0690001B", "personne": "p-1", "du": "01/09/2019", "au": "31/08/2020"]
        let term = try #require(SampleTerm(row))
        #expect(term.holds(on: try CivilDate("2019-09-01")))
        #expect(term.holds(on: try CivilDate("2020-08-31")))
        #expect(!term.holds(on: try CivilDate("2020-09-01")))
        #expect(!term.holds(on: try CivilDate("2019-08-31")))
        #expect(SampleTerm(["fonction": "dfie"]) == nil)
    }
}
