import Foundation
import Kafka
import Messages
import Pages
import Vocabulary

/// The processes, people and requests of one measurement of the road.
struct RoadRig: Sendable {
    private let sample: DemoSample
    private let campaign: CampaignReading
    private let people: DemoPeople
    private let folder: DemoFolder
    private let setting: CompanySetting
    /// In the middle of the month in which requests come.
    private let time: Instant

    init(sample named: String?, store: String?) throws {
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let place = try SamplePlace.find(
            named, executable: executable,
            workingDirectory: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
        sample = try DemoSample(place)
        campaign = try CampaignReading(place.appendingPathComponent("campaign.yaml").path)
        let days = SpringDays(sample)
        time = Paris.instant(days.day(5, 14), hour: 10)
        people = try DemoPeople(sample.terms, on: days.release, now: DemoPeople.machineTime)
        folder = try DemoFolder()
        setting = CompanySetting(
            folder: folder, programs: executable.deletingLastPathComponent(), sample: place, kafka: nil,
            properties: [], stores: try store.map { .postgres(try PostgresPlace($0)) } ?? .sqlite,
            instances: DemoService.allCases.map { DemoInstance(service: $0, number: 1) },
            departements: campaign.campaign.departements.map(\.code.text))
        do {
            try setting.checkPrograms()
        } catch {
            folder.removeAllBut([])
            throw error
        }
    }

    /// Starts, measures, ends. Throws ``OperatorFailure``.
    func measure(requests: Int, count: Int, rate: Double) async throws -> RoadFigures {
        let client = FaceClient.make()
        let company = Company(setting, time: time)
        do {
            try folder.furnish(people)
            try await company.start()
            let services = try await services(company, client)
            // The road leads over two services; the others would write ten thousands of letters beside it.
            await company.end([.scheduling, .notifications])
            let desk = DemoDesk(client: client, company: company, patience: .seconds(120), run: "bench")
            let begin = ContinuousClock.now
            try await fill(desk, requests: requests)
            let filled = begin.duration(to: .now) / .seconds(1)
            let (road, answers) = try await submissions(desk, count: count, rate: rate)
            let sizes = databases()
            await company.stop()
            await client.close()
            folder.removeAllBut([])
            return RoadFigures(
                requests: requests, rate: rate, fillSeconds: filled, road: road, answers: answers,
                databaseMegabytes: sizes, services: services)
        } catch {
            await company.kill()
            await client.close()
            folder.removeAllBut([])
            throw error
        }
    }

    // MARK: Start and memory

    /// Each is started again by itself on its own, still empty store, and left alone for a while.
    private func services(_ company: Company, _ client: FaceClient) async throws -> [RoadFigures.Service] {
        var measured: [RoadFigures.Service] = []
        for instance in setting.instances {
            let began = ContinuousClock.now
            try await company.killAndStart(instance)
            while !(await isReady(instance, company, client)) {
                guard began.duration(to: .now) < .seconds(60) else {
                    throw OperatorFailure(.unavailable, "\(instance) isn't ready after a minute")
                }
                try await company.check()
                try await Pause.short(.milliseconds(2))
            }
            measured.append(
                RoadFigures.Service(
                    service: instance.service, readyMilliseconds: began.duration(to: .now) / .milliseconds(1),
                    idleMegabytes: 0))
        }
        // Long enough to have joined their groups and found nothing to read.
        try await Pause.short(.seconds(25))
        for index in measured.indices {
            let process = await company.process(setting.instances[index])
            measured[index].idleMegabytes = process.flatMap { Machine.memory(of: $0)?.resident } ?? -1
        }
        return measured
    }

    private func isReady(_ instance: DemoInstance, _ company: Company, _ client: FaceClient) async -> Bool {
        guard let address = await company.addresses(instance)?.operator else { return false }
        let reply = try? await client.send(.get("/health/ready", as: nil), to: "http://\(address)", within: .seconds(2))
        return reply?.status == 200
    }

    private func databases() -> [DemoService: Double] {
        var sizes: [DemoService: Double] = [:]
        for service in [DemoService.intake, .validation] {
            let file = folder.file("stores/\(service.rawValue).db").path
            if let size = FileStatus(path: file)?.size { sizes[service] = Double(size) / 1e6 }
        }
        return sizes
    }

    // MARK: Requests

    private func fill(_ desk: DemoDesk, requests: Int) async throws {
        let path = "/campaigns/\(campaign.campaign.id.text)"
        _ = try await desk.post(
            "\(path)/revisions?mode=apply",
            .object(["campaign": campaign.tree, "changes": .text("Première publication.")]), to: .validation,
            as: people.dfie)
        let lines = (0..<requests).map { RoadRequests.line(sample.requests[$0 % sample.requests.count], number: $0) }
        for start in stride(from: 0, to: requests, by: 500) {
            let file = Data(lines[start..<min(start + 500, requests)].map { $0 + "\n" }.joined().utf8)
            let answer = try await desk.upload(
                file, type: DemoFormat.jsonLines.mediaType, to: "/imports/requests?mode=apply", of: .intake,
                as: people.dfie)
            try DemoPlay.noRejection(answer, "the bench's file")
        }
        guard let last = lines.last.flatMap(RoadRequests.id) else { return }
        _ = try await desk.awaiting("\(requests) requests in Validation", within: .seconds(600)) { () -> Look<Bool> in
            let reply = try await desk.send(.get("/queue/\(last)", as: people.dfie), to: .validation)
            return reply.status == 200 ? .found(true) : .notYet("\(last) isn't there")
        }
    }

    /// POST to record and POST to answer, in milliseconds.
    private func submissions(
        _ desk: DemoDesk, count: Int, rate: Double
    ) async throws -> (road: Percentiles, answers: Percentiles) {
        let drafts = try await drafts(desk, count: count + RoadRequests.warmUp)
        let listener = try RoadListener(addressFile: setting.brokerAddressFile.path)
        defer { listener.stop() }
        let began = ContinuousClock.now
        let sent = RoadTimes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, draft) in drafts.enumerated() {
                let due = began + .nanoseconds(Int64(Double(index) / rate * 1e9))
                try await ContinuousClock().sleep(until: due, tolerance: .microseconds(100))
                group.addTask {
                    let begin = ContinuousClock.now
                    _ = try await desk.post(
                        "/drafts/\(draft.request)/submit", .object(["seenRevision": .integer(draft.revision)]),
                        to: .intake, as: draft.token)
                    let answer = begin.duration(to: .now) / .milliseconds(1)
                    sent.note(draft.request, begin, answer)
                }
            }
            try await group.waitForAll()
        }
        let wanted = Set(drafts.map(\.request))
        _ = try await desk.awaiting("\(wanted.count) decisions") { () -> Look<Bool> in
            try listener.check()
            let missing = wanted.subtracting(listener.seen.keys)
            return missing.isEmpty ? .found(true) : .notYet("\(missing.count) are missing")
        }
        let seen = listener.seen
        // The first ones prepare statements and connections.
        let measured = drafts.dropFirst(RoadRequests.warmUp).compactMap { draft -> (road: Double, answer: Double)? in
            guard let sent = sent[draft.request], let read = seen[draft.request] else { return nil }
            return (sent.begin.duration(to: read) / .milliseconds(1), sent.answer)
        }
        return (Percentiles(measured.map(\.road)), Percentiles(measured.map(\.answer)))
    }

    private func drafts(_ desk: DemoDesk, count: Int) async throws -> [RoadRequests.Draft] {
        let returned = sample.requests.filter { sample.expectations[$0.id]?.outcome == "returned" }
        var drafts: [RoadRequests.Draft] = []
        var index = 0
        while drafts.count < count {
            guard index < 20 * count else {
                throw OperatorFailure(.usage, "no pilot of the sample's returned requests is in its directory")
            }
            defer { index += 1 }
            let form = returned[index % returned.count].form
            let pilots = (form["pilots"]?.list ?? []).compactMap { $0["function"]?.text }
            guard let token = pilots.lazy.compactMap({ people[$0] }).first else { continue }
            let made = try await desk.post("/drafts", .object(["form": form]), to: .intake, as: token)
            guard let request = made["request"]?.text else { continue }
            drafts.append(
                RoadRequests.Draft(request: request, revision: made["revision"]?.integer ?? 1, token: token))
        }
        return drafts
    }
}
