using System.Globalization;

namespace KioskSim.Rpc.Wire;

/// <summary>The value of <c>grpc-timeout</c>: up to eight digits and a unit (PROTOCOL-HTTP2.md, "Timeout").</summary>
static class GrpcTimeout
{
    const int MaxDigits = 8;
    const long MaxValue = 99_999_999;

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        // The longest, 99,999,999 hours, is a third of what a TimeSpan holds.
        TimeSpan? parsed = text[^1] switch
        {
            'H' => TimeSpan.FromHours(value),
            'M' => TimeSpan.FromMinutes(value),
            'S' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMilliseconds(value),
            'u' => TimeSpan.FromMicroseconds(value),
            'n' => TimeSpan.FromTicks(value / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
        timeout = parsed ?? default;
        return parsed is not null;
    }

    /// <summary>Rounded up, so that the far side never gives up first.</summary>
    public static string Format(TimeSpan timeout)
    {
        var ticks = Math.Max(timeout.Ticks, 1);
        return Try(ticks, TimeSpan.TicksPerMillisecond, 'm')
            ?? Try(ticks, TimeSpan.TicksPerSecond, 'S')
            ?? Try(ticks, TimeSpan.TicksPerMinute, 'M')
            ?? Try(ticks, TimeSpan.TicksPerHour, 'H')!;
    }

    static string? Try(long ticks, long ticksPerUnit, char unit)
    {
        var value = ((ticks - 1) / ticksPerUnit) + 1;
        return value <= MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{value}{unit}") : null;
    }
}
