import Foundation

/// A place on the ellipsoid, in degrees of RGF93, which WGS 84 meets to a metre or so.
package struct GeographicPosition: Hashable, Sendable {
    package var latitude: Double
    package var longitude: Double

    package init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// A place in the plane of Lambert-93, in metres.
package struct PlanePosition: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Metres in a straight line of the plane. Lambert-93 keeps lengths on its two standard parallels alone: between
    /// them, where the académie of Lyon lies, this is up to 0.1 % (25 m on 25 km) shorter than the way on the
    /// ellipsoid; elsewhere in metropolitan France it is at most 0.3 % longer.
    package func distance(to other: PlanePosition) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }

    /// To the nearest hundred metres, as whole numbers: what plans are computed with.
    package var hectometres: (x: Int, y: Int) { (Int((x / 100).rounded()), Int((y / 100).rounded())) }
}

/// RGF93 v1 / Lambert-93 (EPSG:2154): a conformal conic projection that cuts the ellipsoid on two parallels.
///
/// IGN, « Projection cartographique conique conforme de Lambert », NT/G 71, 1995: ALG0001 (isometric latitude),
/// ALG0003 (projection), ALG0019 (constants of the secant case); names of quantities are the note's.
package enum Lambert93 {
    /// GRS 80.
    private static let semiMajorAxis = 6_378_137.0
    private static let flattening = 1 / 298.257222101
    private static let eccentricity = (flattening * (2 - flattening)).squareRoot()

    /// λ0: the meridian of the origin.
    private static let meridian = radians(3)
    /// φ0: the parallel of the origin.
    private static let parallel = radians(46.5)
    /// φ1 and φ2: where lengths are true.
    private static let standard = (south: radians(44), north: radians(49))
    /// X0 and Y0: what the origin is called.
    private static let origin = PlanePosition(x: 700_000, y: 6_600_000)

    /// n, C and YS of ALG0019; XS is X0.
    package static let constants: (exponent: Double, radius: Double, pole: Double) = {
        let south = parallelRadius(standard.south)
        let exponent =
            log(parallelRadius(standard.north) / south)
            / (isometricLatitude(standard.south) - isometricLatitude(standard.north))
        let radius = south / exponent * exp(exponent * isometricLatitude(standard.south))
        return (exponent, radius, origin.y + radius * exp(-exponent * isometricLatitude(parallel)))
    }()

    /// ALG0003. Meant for metropolitan France; farther away it is still conformal, but lengths grow.
    package static func project(_ place: GeographicPosition) -> PlanePosition {
        let (exponent, radius, pole) = constants
        let distance = radius * exp(-exponent * isometricLatitude(radians(place.latitude)))
        let angle = exponent * (radians(place.longitude) - meridian)
        return PlanePosition(x: origin.x + distance * sin(angle), y: pole - distance * cos(angle))
    }

    /// ALG0001.
    private static func isometricLatitude(_ latitude: Double) -> Double {
        let sine = eccentricity * sin(latitude)
        return log(tan(.pi / 4 + latitude / 2) * pow((1 - sine) / (1 + sine), eccentricity / 2))
    }

    /// N(φ) cos φ: the great normal (ALG0021) seen from the axis.
    private static func parallelRadius(_ latitude: Double) -> Double {
        let sine = eccentricity * sin(latitude)
        return semiMajorAxis * cos(latitude) / (1 - sine * sine).squareRoot()
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
