"""Lambert-93 by IGN's formula (NT/G 71), for `derive`; Shared/Reference/Positions holds the same in Swift."""

from math import atanh, cos, exp, hypot, log, radians, sin, sqrt

# GRS 80 and the constants of RGF93 / Lambert-93 (EPSG:2154).
A, F = 6_378_137.0, 1 / 298.257222101
E = sqrt(F * (2 - F))
PHI_1, PHI_2, PHI_0, LAMBDA_0 = radians(44), radians(49), radians(46.5), radians(3)
X_0, Y_0 = 700_000.0, 6_600_000.0


def _isometric(phi):
    return atanh(sin(phi)) - E * atanh(E * sin(phi))


def _radius(phi):
    """Of the parallel: the great normal times the cosine of the latitude."""
    return A * cos(phi) / sqrt(1 - (E * sin(phi)) ** 2)


N = log(_radius(PHI_2) / _radius(PHI_1)) / (_isometric(PHI_1) - _isometric(PHI_2))
C = _radius(PHI_1) / N * exp(N * _isometric(PHI_1))
Y_S = Y_0 + C * exp(-N * _isometric(PHI_0))


def project(latitude, longitude):
    """Degrees of RGF93 to metres."""
    radius = C * exp(-N * _isometric(radians(latitude)))
    angle = N * (radians(longitude) - LAMBDA_0)
    return X_0 + radius * sin(angle), Y_S - radius * cos(angle)


def distance(one, other):
    """Metres, in the plane."""
    return hypot(one[0] - other[0], one[1] - other[1])
