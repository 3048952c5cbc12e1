namespace KioskSim.World.Names;

/// <summary>氏 and its reading.</summary>
sealed record FamilyName(string Text, string Kana);

/// <summary>名 and its reading.</summary>
sealed record GivenName(string Text, string Kana);
