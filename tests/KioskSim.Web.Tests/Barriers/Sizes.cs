namespace KioskSim.Web.Tests.Barriers;

/// <summary>Windows in which pages are looked at.</summary>
static class Sizes
{
    /// <summary>The kiosk itself, a projector, a telephone: CSS pixels.</summary>
    public static TheoryData<int, int> Usual => new() { { 1080, 1920 }, { 1280, 720 }, { 390, 844 } };

    /// <summary>The narrowest that a page has to fit (WCAG 2.2, 1.4.10), and a projector's window at 200 % (1.4.4).</summary>
    public static TheoryData<int, int> Narrow => new() { { 320, 640 }, { 640, 360 } };
}
