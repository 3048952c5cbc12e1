using KioskSim.Domain.Values;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>A line of a feed's file: the entry it holds, or why it is refused.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Entry">Null when refused.</param>
/// <param name="Reason">Names fields and never repeats what stands in them; null when the entry is good.</param>
public sealed record FileRow<T>(int Line, MunicipalityCode Municipality, T? Entry, string? Reason)
    where T : class
{
    public override string ToString() => Reason is null ? $"line {Line}" : $"line {Line} {Reason}";
}

/// <summary>A row is refused; the message says why, by field names only.</summary>
sealed class RowException(string reason) : Exception(reason);
