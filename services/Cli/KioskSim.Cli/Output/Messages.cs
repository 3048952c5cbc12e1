using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Output;

/// <summary>Errors in both languages, in the words the kiosk uses.</summary>
static class Messages
{
    public static string Of(FlowErrorCode code, int? triesLeft = null)
    {
        var words = ErrorWords.Of(code, triesLeft);
        return $"{words.Japanese} / {words.English}";
    }
}
