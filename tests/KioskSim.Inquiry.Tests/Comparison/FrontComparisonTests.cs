using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Images;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Inquiry.Tests.Comparison;

/// <summary>Printed, scanned, held against what the city made.</summary>
public sealed class FrontComparisonTests(ITestOutputHelper output)
{
    const int Seeds = 8;

    /// <summary>One digit in another's place can be less than what drawing at 150 dpi leaves open.</summary>
    const int LeastFound = 5;

    [Fact]
    public void Most_altered_characters_are_found_and_an_unaltered_front_never_differs_000_57()
    {
        var made = Samples.Press.Compose(Samples.Household(2), Samples.Issue);
        var front = made.Form.Draw(made.EncodeFront(1));
        var (same, found) = (0, 0);
        Parallel.For(0, Seeds, seed =>
        {
            var untouched = FrontComparison.Of(Scan(made.DrawForPrinter(0), seed), 300, front);
            var altered = FrontComparison.Of(Scan(Altered(seed).DrawForPrinter(0), seed), 300, front);
            output.WriteLine($"{seed}: {untouched.Answer} {untouched.Fit:F3} {Sum(untouched)} | {altered.Answer} {Sum(altered)}");
            Interlocked.Add(ref same, untouched.Answer == FrontAnswer.Same ? 1 : 0);
            Interlocked.Add(ref found, altered.Answer == FrontAnswer.Different ? 1 : 0);
        });
        Assert.Equal((Seeds, true), (same, found >= LeastFound));
    }

    static string Sum(FrontComparison c) => string.Join(' ', c.Differences.Take(6).Select(d => $"{d.Added:F2}+{d.Missing:F2}@{d.X:F0},{d.Y:F0}"));

    /// <summary>One character of the first member is another one.</summary>
    static ComposedCertificate Altered(int seed)
    {
        var record = Samples.Household(2);
        var random = new Random(seed);
        var head = record.Members[0];
        head = (seed % 4) switch
        {
            0 => head with { BirthDate = head.BirthDate.AddDays(-1 - random.Next(8)) },
            1 => head with { PreviousAddress = Swap(head.PreviousAddress!, random) },
            2 => head with { ResidentSince = head.ResidentSince.AddDays(-1 - random.Next(8)) },
            _ => head with { Domicile = Swap(head.Domicile!, random) },
        };
        return Samples.Press.Compose(record with { Members = [head, .. record.Members.Skip(1)] }, Samples.Issue);
    }

    static string Swap(string text, Random random)
    {
        var digits = text.Index().Where(c => char.IsAsciiDigit(c.Item)).ToArray();
        var (at, digit) = digits[random.Next(digits.Length)];
        return string.Concat(text.AsSpan(0, at), $"{(digit - '0' + 1 + random.Next(9)) % 10}", text.AsSpan(at + 1));
    }

    static GreyImage Scan(Bitmap sheet, int seed)
    {
        var random = new Random(seed);
        var printer = seed % 2 == 0 ? Printer.Good : Printer.Worn;
        var scanner = (seed % 3 == 0 ? Scanner.Careless : Scanner.Office) with { Skew = random.NextDouble() * 5 - 2.5 };
        return scanner.Scan(printer.Print(sheet, random), random);
    }
}
