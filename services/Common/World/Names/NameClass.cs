namespace KioskSim.World.Names;

/// <summary>What can be difficult about a Japanese household's name; the sections of the list of surnames bear the same words.</summary>
enum NameClass
{
    Common,

    /// <summary>𠮷, beyond the basic plane.</summary>
    NonBmp,

    /// <summary>髙</summary>
    VariantTaka,

    /// <summary>﨑</summary>
    VariantSaki,

    /// <summary>德</summary>
    VariantToku,

    /// <summary>葛 with a variation selector.</summary>
    SequenceKuzu,

    /// <summary>邉 with a variation selector.</summary>
    SequenceNabe,

    /// <summary>A common name whose reading is stored with separate voicing marks.</summary>
    DecomposedKana,
}
