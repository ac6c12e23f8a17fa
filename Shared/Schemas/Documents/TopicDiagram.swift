import Messages

/// `docs/generated/topics.svg`: writers on the left, topics in the middle, readers on the right.
package enum TopicDiagram {
    private static let row = 44
    private static let top = 50

    package static func svg(_ schemas: [MessageSchema], comments: SourceComments) -> String {
        let topics = ProductTopic.allCases
        let height = top + topics.count * row + 10
        let readers = ProductTopic.services + ["departement"]
        func place(_ index: Int, of count: Int) -> Int {
            top + (2 * index + 1) * (topics.count * row) / (2 * count) - 14
        }
        var arrows: [String] = []
        var boxes = [
            SVGText.label(x: 20, y: 26, "writes"), SVGText.label(x: 250, y: 26, "topic"),
            SVGText.label(x: 640, y: 26, "reads"),
        ]
        for (index, service) in ProductTopic.services.enumerated() {
            let written = topics.filter { $0.writer == service }.map(\.template).joined(separator: ", ")
            boxes.append(
                SVGText.box(
                    x: 20, y: place(index, of: ProductTopic.services.count), width: 120, service, fill: "#e6eefb",
                    title: "\(service) writes \(written)"))
        }
        for (index, reader) in readers.enumerated() {
            let read = topics.filter { $0.allReaders.contains(reader) }.map(\.template).joined(separator: ", ")
            boxes.append(
                SVGText.box(
                    x: 640, y: place(index, of: readers.count), width: 130,
                    reader == "departement" ? "département" : reader, fill: "#e6eefb", title: "\(reader) reads \(read)")
            )
        }
        for (index, topic) in topics.enumerated() {
            let y = top + index * row + 8
            let names = schemas.filter { $0.topic == topic }.map { $0.type.type }.joined(separator: ", ")
            let personal = topic.isPersonal ? " (personal data)" : ""
            boxes.append(
                SVGText.box(
                    x: 250, y: y, width: 260, topic.template, fill: topic.isPersonal ? "#fbe9e6" : "#f4f4ee",
                    title: "Key \(topic.key)\(personal): \(names)"))
            if let writer = ProductTopic.services.firstIndex(of: topic.writer) {
                arrows.append(
                    SVGText.arrow(
                        from: (140, place(writer, of: ProductTopic.services.count) + 14), to: (250, y + 14),
                        title: "\(topic.writer) writes \(topic.template)"))
            }
            for (index, reader) in readers.enumerated() where topic.allReaders.contains(reader) {
                arrows.append(
                    SVGText.arrow(
                        from: (510, y + 14), to: (640, place(index, of: readers.count) + 14),
                        title: "\(reader) reads \(topic.template)"))
            }
        }
        return SVGText.document(
            width: 790, height: height, title: "Who writes and who reads each topic", arrows + boxes)
    }
}
