namespace KioskSim.Kiosk.App.Words;

/// <summary>The same said twice: for the citizen at the glass, and for who reads along.</summary>
public readonly record struct Bilingual(string Japanese, string English);
