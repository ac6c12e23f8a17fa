import Foundation
import Reference
import TestKit
import Testing
import Vocabulary

/// PROJ's programs, which share no line with ours (Debian's proj-bin).
private func lines(of program: String, _ arguments: [String], input: [String]) async throws -> [[Double]] {
    let child = try ChildProcess(
        URL(fileURLWithPath: "/usr/bin/env"), ["LC_ALL=C", program] + arguments,
        input: Data((input.joined(separator: "\n") + "\n").utf8))
    let end = try await child.exit()
    guard end == .exit(0) else { throw KitError("no \(program) (Scripts/install brings it): \(child.summary)") }
    return child.outputLines.map { line in line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) } }
}

@Suite("Lambert-93", .timeLimit(.minutes(1)))
struct Lambert93Tests {
    /// The ends of metropolitan France, a grid, and places at random.
    private static let places: [GeographicPosition] = {
        var places = [
            (51.089, 2.545), (48.380, -5.144), (42.333, 2.533), (48.967, 8.233), (41.333, 9.260), (43.008, 9.402),
            (46.5, 3.0), (44.0, 3.0), (49.0, 3.0), (51.5, -5.5), (51.5, 10), (41, -5.5), (41, 10), (45.764, 4.836),
        ].map { GeographicPosition(latitude: $0.0, longitude: $0.1) }
        for latitude in stride(from: 41.0, through: 51.5, by: 0.75) {
            for longitude in stride(from: -5.5, through: 10, by: 0.75) {
                places.append(GeographicPosition(latitude: latitude, longitude: longitude))
            }
        }
        var random = SeededRandom(seed: 2154)
        for _ in 0..<300 {
            places.append(
                GeographicPosition(
                    latitude: .random(in: 41...51.5, using: &random),
                    longitude: .random(in: -5.5...10, using: &random)))
        }
        return places
    }()

    @Test func `PROJ gives the same to a tenth of a millimetre`() async throws {
        let read = try await lines(
            of: "cs2cs", ["-f", "%.6f", "EPSG:4171", "EPSG:2154"],
            input: Self.places.map { "\($0.latitude) \($0.longitude)" })
        #expect(read.count == Self.places.count && read.count > 600)
        var worst = 0.0
        for (place, numbers) in zip(Self.places, read) {
            try #require(numbers.count >= 2, "\(place)")
            let ours = Lambert93.project(place)
            worst = max(worst, ours.distance(to: PlanePosition(x: numbers[0], y: numbers[1])))
        }
        tell("Lambert-93 against PROJ: \(read.count) places, at most \(worst * 1000) mm apart")
        #expect(worst < 0.0001)
    }

    /// IGN, « Systèmes de référence géodésique », constants of Lambert-93.
    @Test func `the constants are the published ones`() {
        #expect(abs(Lambert93.constants.exponent - 0.725_607_765_0) < 1e-10)
        #expect(abs(Lambert93.constants.radius - 11_754_255.426) < 0.001)
        #expect(abs(Lambert93.constants.pole - 12_655_612.050) < 0.001)
    }

    /// As PROJ 9.1.1 gave them, for who has no PROJ at hand.
    @Test(arguments: [
        (45.75, 4.85, 843_814.24367, 6_518_396.01893), (46.5, 3.0, 700_000, 6_600_000),
        (44.0, 3.0, 700_000, 6_322_333.1395), (41.4, 9.2, 1_219_451.8401, 6_053_535.8775),
        (51.0, 2.5, 664_824.3620, 7_100_575.9541),
    ])
    func `known places are where they are known to be`(latitude: Double, longitude: Double, x: Double, y: Double) {
        let point = Lambert93.project(GeographicPosition(latitude: latitude, longitude: longitude))
        #expect(point.distance(to: PlanePosition(x: x, y: y)) < 0.001)
    }

    @Test func `hectometres are rounded, not cut`() {
        #expect(PlanePosition(x: 843_850, y: 6_518_349.9).hectometres == (8439, 65183))
    }

    @Test func `in the académie a distance is at most a thousandth shorter than on the ellipsoid`() async throws {
        let set = try LyonFolder.set.get()
        let colleges = set.schools.filter { $0.establishment.kind == .college }
        var random = SeededRandom(seed: 71)
        let pairs = try (0..<200).map { _ in
            (try #require(colleges.randomElement(using: &random)), try #require(colleges.randomElement(using: &random)))
        }.filter { $0.uai != $1.uai }
        try await compare(pairs.map { ($0.position, $1.position) }, within: -0.1...0, "in the académie")
    }

    @Test func `anywhere in metropolitan France it is at most three thousandths off`() async throws {
        let pairs = zip(Self.places, Self.places.dropFirst(40)).filter { one, other in
            [one, other].allSatisfy { (41.3...51.1).contains($0.latitude) } && one != other
        }
        try await compare(pairs.map { ($0, $1) }, within: -0.1...0.3, "in France")
    }

    private func compare(
        _ pairs: [(GeographicPosition, GeographicPosition)], within percent: ClosedRange<Double>, _ place: String
    ) async throws {
        let input = pairs.map { "\($0.latitude) \($0.longitude) \($1.latitude) \($1.longitude)" }
        let read = try await lines(of: "geod", ["+ellps=GRS80", "-I", "-f", "%.6f", "-F", "%.4f"], input: input)
        #expect(read.count == pairs.count && !pairs.isEmpty)
        var errors: [Double] = []
        for ((one, other), numbers) in zip(pairs, read) {
            let geodesic = try #require(numbers.last)
            let plane = Lambert93.project(one).distance(to: Lambert93.project(other))
            errors.append((plane - geodesic) / geodesic * 100)
        }
        let least = try #require(errors.min())
        let most = try #require(errors.max())
        tell("Plane against geodesic \(place), \(pairs.count) pairs: from \(least) % to \(most) %")
        #expect(percent.contains(least) && percent.contains(most))
    }
}
