; The installer for Windows. For one user, into that user's own folders: Windows asks for no administrator.
; `packaging/windows/installer.py` compiles it and defines VERSION, APP, ICON, BANNER, FILE_TYPES, OUTPUT, COMPRESSOR, KILOBYTES.

Unicode true
SetCompressor ${COMPRESSOR}
ManifestDPIAware true
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh
!include "${FILE_TYPES}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\StemDesk"
!define APPLICATION "Software\Classes\Applications\StemDesk.exe"
!define SHIM "$LOCALAPPDATA\Microsoft\WindowsApps\stemdesk.cmd" ; this folder is in every user's PATH since Windows 10

Name "StemDesk"
BrandingText "StemDesk ${VERSION}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\StemDesk"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "StemDesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "StemDesk installer"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_WELCOMEPAGE_TEXT "$(Welcome)"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU ; asked once; an update and the uninstaller know it
!define MUI_LANGDLL_REGISTRY_KEY "${UNINSTALL}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\StemDesk.exe"
!define MUI_COMPONENTSPAGE_SMALLDESC
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Japanese"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString Welcome ${LANG_ENGLISH} "StemDesk splits songs into stems and plays them side by side.$\r$\n$\r$\nIt is installed for you alone, which needs no administrator. It is free software under the GPL, version 3 or later."
LangString Welcome ${LANG_SIMPCHINESE} "StemDesk 把歌曲拆成分轨并同时播放。$\r$\n$\r$\n仅为您安装，无需管理员权限。本程序是自由软件，遵循 GPL 第 3 版或更新版本。"
LangString Welcome ${LANG_JAPANESE} "StemDesk は曲をステムに分けて、並べて再生します。$\r$\n$\r$\nあなた専用にインストールされ、管理者権限は不要です。GPL バージョン 3 以降の自由ソフトウェアです。"
LangString Program ${LANG_ENGLISH} "StemDesk"
LangString Program ${LANG_SIMPCHINESE} "StemDesk"
LangString Program ${LANG_JAPANESE} "StemDesk"
LangString Desktop ${LANG_ENGLISH} "Icon on the desktop"
LangString Desktop ${LANG_SIMPCHINESE} "桌面图标"
LangString Desktop ${LANG_JAPANESE} "デスクトップのアイコン"
LangString OpenWith ${LANG_ENGLISH} "Offer StemDesk under $\"Open with$\""
LangString OpenWith ${LANG_SIMPCHINESE} "在“打开方式”中提供 StemDesk"
LangString OpenWith ${LANG_JAPANESE} "「プログラムから開く」に StemDesk を表示"
LangString Terminal ${LANG_ENGLISH} "The command $\"stemdesk$\" for terminals"
LangString Terminal ${LANG_SIMPCHINESE} "终端命令“stemdesk”"
LangString Terminal ${LANG_JAPANESE} "ターミナル用コマンド「stemdesk」"
LangString AboutProgram ${LANG_ENGLISH} "The program, with an entry in the start menu."
LangString AboutProgram ${LANG_SIMPCHINESE} "程序本身，以及开始菜单中的条目。"
LangString AboutProgram ${LANG_JAPANESE} "プログラム本体とスタートメニューの項目。"
LangString AboutOpenWith ${LANG_ENGLISH} "For songs and films. What opens them by a double click does not change."
LangString AboutOpenWith ${LANG_SIMPCHINESE} "用于歌曲和影片。双击时的默认程序不会改变。"
LangString AboutOpenWith ${LANG_JAPANESE} "曲と動画用。ダブルクリックで開くプログラムは変わりません。"
LangString AboutTerminal ${LANG_ENGLISH} "For people who split songs from a terminal or a script."
LangString AboutTerminal ${LANG_SIMPCHINESE} "供从终端或脚本拆分歌曲的用户使用。"
LangString AboutTerminal ${LANG_JAPANESE} "ターミナルやスクリプトから曲を分離する方向け。"
LangString NeedsWindows ${LANG_ENGLISH} "StemDesk needs Windows 10 or 11 with 64 bits."
LangString NeedsWindows ${LANG_SIMPCHINESE} "StemDesk 需要 64 位的 Windows 10 或 11。"
LangString NeedsWindows ${LANG_JAPANESE} "StemDesk には 64 ビット版の Windows 10 または 11 が必要です。"
LangString IsRunning ${LANG_ENGLISH} "StemDesk is open. Close it, then press Retry."
LangString IsRunning ${LANG_SIMPCHINESE} "StemDesk 正在运行。请关闭后点“重试”。"
LangString IsRunning ${LANG_JAPANESE} "StemDesk が起動しています。終了してから「再試行」を押してください。"
LangString DeleteData ${LANG_ENGLISH} "Delete your settings, the list of songs and jobs, and the tokens kept in Windows too? Jobs that are paid for and not fetched yet are forgotten.$\r$\n$\r$\nYour songs and stems stay in any case."
LangString DeleteData ${LANG_SIMPCHINESE} "是否同时删除设置、歌曲和任务列表，以及保存在 Windows 中的令牌？已付费但尚未取回的任务也会被遗忘。$\r$\n$\r$\n无论如何，您的歌曲和分轨都会保留。"
LangString DeleteData ${LANG_JAPANESE} "設定、曲とジョブの一覧、Windows に保存されたトークンも削除しますか？支払い済みでまだ受け取っていないジョブも忘れられます。$\r$\n$\r$\n曲とステムは必ず残ります。"

; A program that runs cannot be written to.
!macro RefuseWhileRunning un
Function ${un}RefuseWhileRunning
  again:
  IfFileExists "$INSTDIR\StemDesk.exe" 0 done
  ClearErrors
  FileOpen $0 "$INSTDIR\StemDesk.exe" a
  ${If} ${Errors}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsRunning)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Quit
  ${EndIf}
  FileClose $0
  done:
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

; Only what an installer has put there; a folder that somebody else uses, too, keeps the rest.
!macro RemoveProgram
  Delete "$INSTDIR\StemDesk.exe"
  Delete "$INSTDIR\stemdesk.com"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  RMDir /r "$INSTDIR\lib"
!macroend

!macro OfferFor ending
  WriteRegStr HKCU "${APPLICATION}\SupportedTypes" "${ending}" ""
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(NeedsWindows)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Section "$(Program)" SectionProgram
  SectionIn RO
  Call RefuseWhileRunning
  ${If} ${FileExists} "$INSTDIR\Uninstall StemDesk.exe"
    !insertmacro RemoveProgram
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${APP}/*"
  WriteUninstaller "$INSTDIR\Uninstall StemDesk.exe"
  CreateShortcut "$SMPROGRAMS\StemDesk.lnk" "$INSTDIR\StemDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "StemDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\StemDesk.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The StemDesk developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall StemDesk.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall StemDesk.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section /o "$(Desktop)" SectionDesktop
  CreateShortcut "$DESKTOP\StemDesk.lnk" "$INSTDIR\StemDesk.exe"
SectionEnd

Section /o "$(OpenWith)" SectionOpenWith
  WriteRegStr HKCU "${APPLICATION}" "FriendlyAppName" "StemDesk"
  WriteRegStr HKCU "${APPLICATION}\shell\open\command" "" '"$INSTDIR\StemDesk.exe" "%1"'
  !insertmacro ForEachEnding OfferFor
  ${RefreshShellIcons}
SectionEnd

Section /o "$(Terminal)" SectionTerminal
  CreateDirectory "$LOCALAPPDATA\Microsoft\WindowsApps"
  FileOpen $0 "${SHIM}" w
  ${If} $INSTDIR == "$LOCALAPPDATA\Programs\StemDesk" ; whose name may not fit into this file's code page
    FileWrite $0 '@"%LOCALAPPDATA%\Programs\StemDesk\stemdesk.com" %*$\r$\n'
  ${Else}
    ${WordReplace} "$INSTDIR" "%" "%%" "+" $1 ; which would be a variable's name there
    FileWrite $0 '@"$1\stemdesk.com" %*$\r$\n'
  ${EndIf}
  FileClose $0
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionProgram} "$(AboutProgram)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionDesktop} "$(Desktop)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionOpenWith} "$(AboutOpenWith)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SectionTerminal} "$(AboutTerminal)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DeleteData)" /SD IDNO IDNO keep
    nsExec::Exec '"$INSTDIR\stemdesk.com" account forget mvsep'
    nsExec::Exec '"$INSTDIR\stemdesk.com" account forget dango'
    nsExec::Exec '"$INSTDIR\stemdesk.com" account forget tencent'
    nsExec::Exec '"$INSTDIR\stemdesk.com" account forget sami'
    RMDir /r "$LOCALAPPDATA\StemDesk"
  keep:
  !insertmacro RemoveProgram
  Delete "$INSTDIR\Uninstall StemDesk.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\StemDesk.lnk"
  Delete "$DESKTOP\StemDesk.lnk"
  Delete "${SHIM}"
  DeleteRegKey HKCU "${APPLICATION}"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
