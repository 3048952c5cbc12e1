using KioskSim.Domain.Errors;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// How a kiosk reminds of what is left behind (000-38, 002-12): again and again, louder with every third of its warnings, and from the loudest
/// on with the clerk's lamp.
/// </summary>
sealed class Reminder(KioskParts parts)
{
    /// <summary>The loudest. The lamp is on with it.</summary>
    public const int Loudest = 3;

    bool _lampIsOn;

    /// <summary>1 to 3: as many as were there before, in thirds.</summary>
    public static int LevelOf(int warning, int warnings) => warnings < 1 ? Loudest : Math.Clamp(1 + (warning - 1) * Loudest / warnings, 1, Loudest);

    /// <summary>The screen of a warning; calls the clerk when it is the loudest.</summary>
    /// <param name="warning">Which, from 1.</param>
    public async Task<Screen> WarnAsync(Screen screen, int warning, CancellationToken stop)
    {
        var level = LevelOf(warning, parts.Options.Warnings);
        if (level == Loudest)
            await SwitchLampAsync(true, stop);
        return screen with { Warnings = warning, WarningLevel = level };
    }

    public Task CallClerkAsync(CancellationToken stop) => SwitchLampAsync(true, stop);

    /// <summary>Nothing is left behind any more.</summary>
    public Task EndAsync() => SwitchLampAsync(false, CancellationToken.None);

    async Task SwitchLampAsync(bool isOn, CancellationToken stop)
    {
        if (_lampIsOn == isOn)
            return;
        try
        {
            await parts.Lamp.SetAsync(isOn, stop);
            _lampIsOn = isOn;
        }
        catch (FlowException)
        {
            // A lamp that is dead keeps nobody from being warned by screen and voice; the next warning tries again.
        }
    }
}
