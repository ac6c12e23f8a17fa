import Foundation
import Pages
import Vocabulary

/// The order of a demonstration: what is needed, start, play, look, end.
struct DemoRun: Sendable {
    private let options: DemoOptionValues
    private let sample: DemoSample
    private let campaign: CampaignReading
    private let playbook: Playbook
    private let people: DemoPeople
    private let setting: CompanySetting
    private let folder: DemoFolder

    /// Reads everything, starts nothing. Throws ``OperatorFailure``.
    init(_ flags: DemoOptions) throws {
        options = DemoOptionValues(flags)
        let instances = try flags.allInstances()
        let stores = try flags.store.map { text throws(OperatorFailure) in DemoStores.postgres(try PostgresPlace(text))
        }
        let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let place = try SamplePlace.find(
            flags.sample, executable: executable,
            workingDirectory: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
        sample = try DemoSample(place)
        campaign = try CampaignReading(place.appendingPathComponent("campaign.yaml").path)
        playbook = Playbook(sample, seed: flags.seed)
        people = try DemoPeople(sample.terms, on: playbook.days.release, now: DemoPeople.machineTime)
        folder = try DemoFolder(flags.folder)
        setting = CompanySetting(
            folder: folder, programs: executable.deletingLastPathComponent(), sample: place, kafka: flags.kafka,
            properties: flags.properties, stores: stores ?? .sqlite, instances: instances,
            departements: campaign.campaign.departements.map(\.code.text))
        do {
            try setting.checkPrograms()
        } catch {
            folder.removeAllBut([])
            throw error
        }
    }

    /// Throws ``OperatorFailure``, or `CancellationError` once everything is ended.
    func play() async throws {
        let begin = ContinuousClock.now
        try folder.furnish(people)
        let client = FaceClient.make()
        let company = Company(setting, time: playbook.scenes.first?.at ?? DemoPeople.machineTime)
        let view = ProgressView(
            client: client, company: company, days: playbook.days, isTerminal: isatty(STDOUT_FILENO) == 1)
        do {
            try await company.start()
            let showing = Task { await view.run() }
            defer { showing.cancel() }
            let endings = try await DemoStage(
                sample: sample, campaign: campaign, playbook: playbook, people: people, client: client,
                company: company, view: view, setting: setting, kills: options.kills, seed: options.seed
            ).play()
            showing.cancel()
            await showing.value
            await view.erase()
            let differences = try await tell(endings, view: view, since: begin)
            if options.isKept { try await keep(company) }
            await company.stop()
            await client.close()
            folder.removeAllBut(options.isNamed ? nil : ["letters", "logs"])
            guard differences.isEmpty else {
                let count = Set(differences.map(\.sample)).count
                throw OperatorFailure(.differs, "\(count) requests ended otherwise than the sample's expectations say")
            }
        } catch {
            await view.erase()
            await company.kill()
            await client.close()
            if error is CancellationError {
                folder.removeAllBut(options.isNamed ? nil : [])
            } else if (error as? OperatorFailure)?.code != .differs {
                print("the logs are in \(folder.file("logs").path)")
                fflush(nil)
            }
            throw error
        }
    }

    /// Shows how all ended; answers what differs.
    private func tell(
        _ endings: [DemoEnding], view: ProgressView, since begin: ContinuousClock.Instant
    ) async throws -> [DemoDifference] {
        let differences = DemoComparison.differences(
            endings, sample.expectations, order: sample.requests.map(\.id), written: playbook.written,
            unreachable: sample.withoutPilots)
        let summary = DemoSummary(
            endings: endings, departements: setting.departements, spool: setting.spool.path)
        for line in summary.lines { print(line) }
        print("")
        let seconds = begin.duration(to: .now) / .seconds(1)
        for difference in differences { print("differs: \(difference.line)") }
        if differences.isEmpty {
            print("all \(endings.count) requests ended as expected.jsonl says, in \(Int(seconds.rounded())) s")
        }
        // The one line of a failure goes to the standard error, and is to come last.
        fflush(nil)
        try await report(endings, differences, view: view, seconds: seconds)
        return differences
    }

    private func report(
        _ endings: [DemoEnding], _ differences: [DemoDifference], view: ProgressView, seconds: Double
    ) async throws {
        guard let path = options.report else { return }
        let services = await view.figures.map { service, figures in
            (
                service.rawValue,
                DemoReport.Service(
                    handled: figures.handled, parked: figures.parked, kills: 0, residentBytes: figures.memory)
            )
        }
        try DemoReport(
            seed: options.seed, store: setting.stores == .sqlite ? "sqlite" : "postgres",
            broker: setting.kafka == nil ? "embedded" : "kafka", kills: options.kills, seconds: seconds,
            services: Dictionary(services) { first, _ in first }, requests: endings,
            differences: differences.map(\.line), spool: setting.spool.path, folder: folder.root.path
        ).write(to: path)
    }

    /// Until interrupted, which is the ordinary end here.
    private func keep(_ company: Company) async throws {
        print("\n== still running until Ctrl-C, all in \(folder.root.path)")
        for instance in setting.instances {
            guard let addresses = await company.addresses(instance) else { continue }
            print("\(instance): http://\(addresses.business), operators http://\(addresses.operator)")
        }
        let shown = ["dfie", "pole"] + setting.departements.flatMap { ["service:\($0)", "ia-dasen:\($0)"] }
        for function in shown { if let token = people[function] { print("token of \(function): \(token.text)") } }
        if let pilot = sample.terms.first(where: { $0.function.hasPrefix("head:") && people[$0.function] != nil }) {
            print("token of \(pilot.function): \(people[pilot.function]?.text ?? "")")
        }
        print("token of the operator: \(people.operatorToken.text)")
        fflush(nil)
        while !Task.isCancelled {
            try await company.check()
            try? await Pause.short(.milliseconds(200))
        }
    }
}

/// What stays of the flags while it runs.
struct DemoOptionValues: Sendable {
    var isKept: Bool
    /// The folder was named, and so stays.
    var isNamed: Bool
    var seed: UInt64
    var kills: Int
    var report: String?

    init(_ flags: DemoOptions) {
        isKept = flags.keep
        isNamed = flags.folder != nil
        seed = flags.seed
        kills = flags.kills
        report = flags.report
    }
}
