/// Reads the digits of a validated number.
enum Decimals {
    /// Skips a sign; nil when the digits exceed 64 bits.
    static func magnitude(_ text: UnsafePointer<UInt8>, count: Int) -> UInt64? {
        var index = text[0] == UInt8(ascii: "-") ? 1 : 0
        // Nineteen digits always fit.
        let checked = count - index > 19
        var value: UInt64 = 0
        while index < count {
            let digit = UInt64(text[index] &- UInt8(ascii: "0"))
            if checked {
                let (product, over) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(digit)
                guard !over, !carry else { return nil }
                value = sum
            } else {
                value = value &* 10 &+ digit
            }
            index += 1
        }
        return value
    }

    /// The number's digits without its point, and the power of ten they are scaled by; nil when they don't fit 19
    /// digits or the exponent 4.
    static func scaled(_ text: UnsafeBufferPointer<UInt8>) -> (mantissa: UInt64, exponent: Int, negative: Bool)? {
        var index = text[0] == UInt8(ascii: "-") ? 1 : 0
        let negative = index == 1
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        var afterPoint = false
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                afterPoint = true
            } else if byte | 0x20 == UInt8(ascii: "e") {
                break
            } else {
                mantissa = mantissa &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
                digits += 1
                if afterPoint { exponent -= 1 }
            }
            index += 1
        }
        guard digits <= 19 else { return nil }
        guard index < text.count else { return (mantissa, exponent, negative) }
        index += 1
        let negativeExponent = text[index] == UInt8(ascii: "-")
        if negativeExponent || text[index] == UInt8(ascii: "+") { index += 1 }
        guard text.count - index <= 4 else { return nil }
        var written = 0
        while index < text.count {
            written = written * 10 + Int(text[index] &- UInt8(ascii: "0"))
            index += 1
        }
        return (mantissa, exponent + (negativeExponent ? -written : written), negative)
    }
}

/// `Double` and `Float`: each rounded once, from the decimal text.
protocol WireFloat: BinaryFloatingPoint, LosslessStringConvertible {
    init?(decimal text: UnsafeBufferPointer<UInt8>)
}

extension Float: WireFloat {
    init?(decimal text: UnsafeBufferPointer<UInt8>) {
        self.init(String(decoding: text, as: UTF8.self))
    }
}

extension Double: WireFloat {
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// Both factors are exact up to 2^53 and 10^22, so one IEEE operation rounds once (Clinger, "How to Read Floating
    /// Point Numbers Accurately"); all else goes to the standard library.
    init?(decimal text: UnsafeBufferPointer<UInt8>) {
        guard let (mantissa, exponent, negative) = Decimals.scaled(text), mantissa <= 1 << 53, exponent.magnitude <= 22
        else {
            self.init(String(decoding: text, as: UTF8.self))
            return
        }
        let power = Double.powers[Int(exponent.magnitude)]
        let value = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
        self = negative ? -value : value
    }
}
