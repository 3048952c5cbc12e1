using System.Globalization;
using KioskSim.Domain.Errors;

namespace KioskSim.LineFaults;

/// <summary>A fault that somebody chose, and where. There is none unless it is named.</summary>
/// <param name="Rate">How often it strikes, 0 to 1.</param>
public sealed record LineFault(FaultSite Site, LineFaultKind Kind, FaultAmount Amount, double Rate)
{
    /// <summary>How it is written.</summary>
    public const string Form = "<line>[><party>]|<service>:<fault>[=<amount>][@<rate>]";

    /// <summary>What it throws in a run of a seed: its own dice, whatever else is wrong in it.</summary>
    public LineDice Dice(ulong seed) => new(seed, $"{Site}:{Kind.Name}", Rate);

    /// <param name="text"><c>lgwan&gt;city:latency=200ms@0.1</c>; amount and rate may be left to what is usual.</param>
    /// <exception cref="ConfigurationException">It is none, and what would be.</exception>
    public static LineFault Parse(string text)
    {
        if (text.Split(':') is not [var site, var what])
            throw new ConfigurationException($"'{text}' is no line fault; write {Form}.");
        var (head, rate) = Cut(what, '@');
        var (name, amount) = Cut(head, '=');
        var kind = LineFaultKind.Named(name);
        if (amount is not null && kind.Usual.Measure == Measure.Nothing)
            throw new ConfigurationException($"{kind.Name} has no amount: '{text}'.");
        return new LineFault(
            FaultSite.Parse(site, kind), kind, amount is null ? kind.Usual : FaultAmount.Parse(amount, kind.Usual, canBeNegative: kind == Members.ClockSkew.Kind),
            rate is null ? kind.UsualRate : ParseRate(rate));
    }

    /// <exception cref="ConfigurationException">One is none, or two are the same fault at the same place: they would throw the same dice.</exception>
    public static IReadOnlyList<LineFault> ParseAll(IEnumerable<string> texts)
    {
        var faults = texts.Select(Parse).ToList();
        return faults.GroupBy(f => (f.Site, f.Kind)).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ConfigurationException($"{twice.Key.Site}:{twice.Key.Kind.Name} is there twice.")
            : faults;
    }

    /// <summary>As <see cref="Parse"/> takes it, with everything said.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Site}:{Kind.Name}{(Amount.Measure == Measure.Nothing ? "" : $"={Amount}")}@{Rate}");

    static double ParseRate(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1
            ? rate
            : throw new ConfigurationException($"How often a fault strikes is a number from 0 to 1, not '{text}'.");

    static (string Head, string? Tail) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, null);
}
