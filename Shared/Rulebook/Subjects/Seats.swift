import Vocabulary

/// The establishments of a form or of one of its groups, each once, in the form's order.
struct Seats {
    /// Those that the reference files know, and where each first stands in the form.
    let known: [Seat]
    /// Those that they don't: what the rules say of sectors or kinds must then wait for F7.
    let unknown: [UAI]

    struct Seat {
        let establishment: Establishment
        let place: String
    }

    /// Networks and sectors by their collège, in order of first mention. An école whose sector no file gives has none.
    var sectors: [UAI] {
        var seen: Set<UAI> = []
        return known.compactMap(\.establishment.sector).filter { seen.insert($0).inserted }
    }

    func has(_ kind: Establishment.Kind) -> Bool { known.contains { $0.establishment.kind == kind } }

    /// However many, known or not.
    var count: Int { known.count + unknown.count }
}

extension RequestForm {
    /// Of every group, or of one that there is.
    func seats(in places: any Places, ofGroup index: Int? = nil) -> Seats {
        var seen: Set<UAI> = []
        var known: [Seats.Seat] = []
        var unknown: [UAI] = []
        for group in index.map({ $0..<($0 + 1) }) ?? groups.indices {
            for (number, uai) in groups[group].establishments.enumerated() where seen.insert(uai).inserted {
                if let establishment = places.establishment(uai) {
                    let place = "groups[\(group)].establishments[\(number)]"
                    known.append(Seats.Seat(establishment: establishment, place: place))
                } else {
                    unknown.append(uai)
                }
            }
        }
        return Seats(known: known, unknown: unknown)
    }
}
