import Foundation
import Pages
import Vocabulary

/// Shows how far the play is: a few lines that are drawn over and over on a terminal, a line an act elsewhere.
actor ProgressView {
    private let client: FaceClient
    private let company: Company
    private let days: SpringDays
    private let isTerminal: Bool
    private var picture: ProgressPicture
    private var drawn = 0
    /// Of processes that were killed, so that the sums go on.
    private var kept: [DemoInstance: (process: pid_t, figures: ServiceFigures, before: ServiceFigures)] = [:]

    init(client: FaceClient, company: Company, days: SpringDays, isTerminal: Bool) {
        self.client = client
        self.company = company
        self.days = days
        self.isTerminal = isTerminal
        picture = ProgressPicture(services: [], now: Paris.instant(days.first), share: 0, doing: "starting")
    }

    /// What the services say of themselves, summed over instances; the last that was seen.
    var figures: [DemoService: ServiceFigures] {
        Dictionary(picture.services.map { ($0.service, $0.figures) }) { first, _ in first }
    }

    /// Until cancelled.
    func run() async {
        while !Task.isCancelled {
            await look()
            if isTerminal { draw() }
            try? await Pause.short(.milliseconds(250))
        }
    }

    /// An act begins.
    func doing(_ text: String, at instant: Instant) {
        picture.now = instant
        picture.share = days.share(at: instant)
        picture.doing = text
        if isTerminal { draw() }
    }

    /// What an act came to: a line of its own where nothing is drawn over.
    func did(_ text: String, at instant: Instant) {
        picture.doing = text
        if isTerminal {
            draw()
        } else {
            Self.write("\(Paris.date(at: instant).text)  \(text)\n")
        }
    }

    /// A line that stays.
    func say(_ text: String) {
        erase()
        Self.write("\(text)\n")
    }

    func erase() {
        guard drawn > 0 else { return }
        Self.write("\u{1B}[\(drawn)A\u{1B}[J")
        drawn = 0
    }

    private func draw() {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let lines = picture.lines(width: isKnown ? Int(size.ws_col) : 80)
        let up = drawn > 0 ? "\u{1B}[\(drawn)A" : ""
        Self.write(up + lines.map { "\u{1B}[2K\($0)\n" }.joined())
        drawn = lines.count
    }

    private func look() async {
        var lines: [ProgressPicture.Line] = []
        let instances = await company.instances
        for service in DemoService.allCases {
            var line = ProgressPicture.Line(
                service: service, answering: 0, instances: 0, restarts: 0, figures: ServiceFigures())
            for instance in instances where instance.service == service {
                line.instances += 1
                line.restarts += max(0, await company.starts(instance) - 1)
                let process = await company.process(instance) ?? 0
                if let fresh = await figures(of: instance) {
                    line.answering += 1
                    let last = kept[instance]
                    let isOther = last.map { $0.process != process } ?? false
                    let before = isOther ? (last.map { Self.counted($0.before, $0.figures) } ?? .init()) : last?.before
                    kept[instance] = (process, fresh, before ?? .init())
                }
                if let now = kept[instance] { line.figures = line.figures + Self.sum(now.before, now.figures) }
            }
            lines.append(line)
        }
        picture.services = lines
    }

    /// Only what was handled outlives a process.
    private static func counted(_ before: ServiceFigures, _ last: ServiceFigures) -> ServiceFigures {
        var sum = ServiceFigures()
        sum.handled = before.handled + last.handled
        return sum
    }

    private static func sum(_ before: ServiceFigures, _ now: ServiceFigures) -> ServiceFigures { before + now }

    private func figures(of instance: DemoInstance) async -> ServiceFigures? {
        guard let address = await company.addresses(instance)?.operator else { return nil }
        let reply = try? await client.send(
            .get("/metrics", as: nil, accept: "text/plain"), to: "http://\(address)", within: .seconds(2))
        guard let reply, reply.status == 200 else { return nil }
        return ServiceFigures(metrics: String(decoding: reply.body, as: UTF8.self))
    }

    private static func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
