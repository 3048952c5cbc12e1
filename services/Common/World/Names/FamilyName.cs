using KioskSim.Registers;

namespace KioskSim.World.Names;

/// <summary>氏 and its reading.</summary>
sealed record FamilyName(string Text, string Kana)
{
    /// <summary>氏名</summary>
    public PersonName With(GivenName given) => new(Text + PersonName.Separator + given.Text, Kana + PersonName.Separator + given.Kana);
}

/// <summary>名 and its reading.</summary>
sealed record GivenName(string Text, string Kana);
