using System.Globalization;
using KioskSim.Domain.Errors;

namespace KioskSim.PrinterEmulator.Faults;

/// <summary>
/// Faults of a printer as text, one a line; <c>#</c> begins a remark. The words are in docs/printer.md: <c>jam before sheet 3</c>,
/// <c>power-off before sheet 7 for 20 s</c>, <c>slow 4 s a sheet</c>, <c>refuse-jobs 2 times</c>, <c>garbage</c>.
/// </summary>
public static class FaultScript
{
    static readonly Dictionary<string, FaultKind> Names = new(StringComparer.Ordinal)
    {
        ["jam"] = FaultKind.Jam, ["tray-empty"] = FaultKind.TrayEmpty, ["toner-low"] = FaultKind.TonerLow, ["toner-empty"] = FaultKind.TonerEmpty,
        ["power-off"] = FaultKind.PowerOff, ["refuse-jobs"] = FaultKind.RefuseJobs, ["garbage"] = FaultKind.Garbage, ["slow"] = FaultKind.Slow,
    };

    /// <summary>Longest that a fault lasts or a sheet takes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <param name="text">The script.</param>
    /// <exception cref="ConfigurationException">A line is not understood; its number and the word are in the message.</exception>
    public static IReadOnlyList<Fault> Parse(string text)
    {
        var faults = new List<Fault>();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var words = lines[i].Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
                faults.Add(new Line(i + 1, words).Read());
        }

        return faults;
    }

    /// <summary>The words of one line, read from left to right.</summary>
    sealed class Line(int number, string[] words)
    {
        int _at;

        public Fault Read()
        {
            var name = Next("the name of a fault");
            if (!Names.TryGetValue(name, out var kind))
                throw Wrong($"there is no fault '{name}'; faults are {string.Join(", ", Names.Keys)}");
            var fault = new Fault(kind);
            if (kind == FaultKind.Slow)
            {
                fault = fault with { SheetTime = Seconds() };
                Expect("a");
                Expect("sheet");
            }

            while (_at < words.Length)
                fault = Clause(fault, Next(""));
            return fault;
        }

        Fault Clause(Fault fault, string word) => word switch
        {
            "before" when fault.BeforeSheet is null => fault with { BeforeSheet = Sheet() },
            "for" when fault.For is null => fault with { For = Seconds() },
            _ when fault is { Kind: FaultKind.RefuseJobs or FaultKind.Garbage, Times: null } && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 =>
                fault with { Times = Times(times) },
            _ => throw Wrong($"'{word}' is not understood here"),
        };

        int Sheet()
        {
            Expect("sheet");
            return Whole("the number of a sheet, from 1");
        }

        int Times(int times)
        {
            Expect("times");
            return times;
        }

        TimeSpan Seconds()
        {
            var word = Next("seconds");
            if (!double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds <= 0 || seconds > Longest.TotalSeconds)
                throw Wrong($"'{word}' is no number of seconds up to {Longest.TotalSeconds:0}");
            Expect("s");
            return TimeSpan.FromSeconds(seconds);
        }

        int Whole(string what)
        {
            var word = Next(what);
            return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : throw Wrong($"'{word}' is not {what}");
        }

        void Expect(string wanted)
        {
            var word = Next($"'{wanted}'");
            if (word != wanted)
                throw Wrong($"'{word}' stands where '{wanted}' is expected");
        }

        string Next(string expected) => _at < words.Length ? words[_at++] : throw Wrong($"{expected} is missing after '{words[^1]}'");

        ConfigurationException Wrong(string what) => new($"Line {number}: {what}.");
    }
}
